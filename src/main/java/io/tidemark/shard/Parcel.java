package io.tidemark.shard;

import io.tidemark.log.Item;
import io.tidemark.log.Origin;
import io.tidemark.log.StreamId;

/// One thing to be written into a log, with the check that it must pass first. What goes through a stream is checked against the
/// stream's incarnation, fence (the origin that opened it last) and sequence; the rest is always taken.
public sealed interface Parcel {

    /// What will stand in the log.
    Item item();

    /// A parcel that belongs to a stream; its origin is the fence: only the one that opened the stream last may go on.
    sealed interface Streamed extends Parcel {

        @Override
        Item.Streamed item();

        default StreamId stream() {
            return item().stream();
        }

        /// The node's run and connection that the item came through.
        default Origin fence() {
            return item().origin();
        }
    }

    /// `hello` for one master: fences every older origin; answered [Appended.Opened] or [Appended.OldIncarnation].
    record Opening(Item.Opened item) implements Streamed {}

    /// A numbered frame; answered [Appended.Logged], [Appended.Skipped], [Appended.ResumeFrom], [Appended.Fenced] or
    /// [Appended.Refused] (between the parts of a snapshot).
    record Framed(Item.Frame item) implements Streamed {}

    /// A part of a snapshot; answered [Appended.Logged], [Appended.Fenced] or [Appended.Refused].
    record Part(Item.SnapshotPart item) implements Streamed {}

    /// Signs of life through a stream's socket; answered [Appended.Logged] or [Appended.Fenced].
    record Beating(Item.Beat item) implements Streamed {}

    /// A message outside streams; answered [Appended.Logged].
    record Loose(Item.Plain item) implements Parcel {}

    /// A message outside streams that is taken once within 24 hours. `key` names the account's key and the client's
    /// `Idempotency-Key`; the same `digest` under it is answered [Appended.Repeated] with the first `answer`, another one
    /// [Appended.Conflict].
    record Once(Item.Plain item, String key, String digest, byte[] answer) implements Parcel {}

    /// What the system itself has to say: a tick, settings, known peaks; answered [Appended.Logged].
    record Told(Item item) implements Parcel {}
}
