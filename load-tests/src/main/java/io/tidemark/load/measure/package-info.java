/// Processor time, memory, latencies, and rounds that take turns.
@NullMarked
package io.tidemark.load.measure;

import org.jspecify.annotations.NullMarked;
