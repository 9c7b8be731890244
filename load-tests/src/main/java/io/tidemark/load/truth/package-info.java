/// What was really produced: the side that the product's figures are held against.
@NullMarked
package io.tidemark.load.truth;

import org.jspecify.annotations.NullMarked;
