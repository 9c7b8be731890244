/// The product's wire as a producer, a viewer and an administrator see it. Written for load: one frame is a few bytes joined.
@NullMarked
package io.tidemark.load.wire;

import org.jspecify.annotations.NullMarked;
