/// JMH benchmarks of the product's inside, by the profile `benchmarks`: what one signal costs in each step of its way.
@NullMarked
package io.tidemark.load.benchmarks;

import org.jspecify.annotations.NullMarked;
