/// The log: everything that the figures are made of, in one order for each shard.
///
/// An [Entry] stands at one place of the log and holds [Item]s, applied together. [EntryCodec] is the compact, versioned binary
/// form that Redis keeps. The log itself (a Redis stream) is behind `redis`; nothing here does I/O. May import `signal` only.
@NullMarked
package io.tidemark.log;

import org.jspecify.annotations.NullMarked;
