/// The way of a signal into the log and out again: appending, owning, committing, telling.
///
/// Masters are spread over a fixed number of shards ([ShardOf]). Any node appends to the log of any shard: an [Appender] gathers
/// [Parcel]s into batches, one under way at a time, and says of each what became of it ([Appended]). One node owns a shard at a
/// time: it reads the log, applies it to a [io.tidemark.presence.Shard], and commits what changed in one fenced, atomic step. What
/// was committed is told on the [Feed] and can be read by any node through [Levels]. [CommonClock] is the time that all nodes share.
///
/// Where the log and the tables live is behind `Store`; `redis` implements it, and the deterministic simulation does so in memory.
@NullMarked
package io.tidemark.shard;

import org.jspecify.annotations.NullMarked;
