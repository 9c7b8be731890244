/// The processes of a run: the product, its stores, and what it is measured against.
@NullMarked
package io.tidemark.load.process;

import org.jspecify.annotations.NullMarked;
