/// The counting core: what is live, every level, mark and minute, as a deterministic function of one log.
///
/// [Shard] takes an [io.tidemark.log.Entry] and applies it; [Changes] is what has changed since they were last taken, in the form
/// that is kept ([TableChange]), shown ([Standing], [Scene]), told back ([Notice]) and remembered (facts). There is no clock, no
/// I/O and no thread here: time comes with the entries. The rules are those of the native interface; the words are the product's
/// definitions. Figures are kept for each account of a master and all its ancestors, in 24 cells: [Section] × [Metric].
///
/// May import `signal` and `log` only. Used from one thread at a time.
@NullMarked
package io.tidemark.presence;

import org.jspecify.annotations.NullMarked;
