package io.tidemark.shard;

import io.tidemark.log.EntryId;

/// What became of a [Parcel].
public sealed interface Appended {

    /// It stands in the log, in this entry, and will be applied.
    record Logged(EntryId id) implements Appended {}

    /// The stream is open and its older origins are fenced; frames up to `acked` are in the log (0: none).
    record Opened(EntryId id, long acked) implements Appended {}

    /// The frame is in the log already; so is everything up to `acked`.
    record Skipped(long acked) implements Appended {}

    /// The frame is not the next one: nothing was taken, the producer must send again from `sequence`.
    record ResumeFrom(long sequence) implements Appended {}

    /// Another origin has opened the stream since: nothing was taken. The socket is closed with 4409.
    record Fenced() implements Appended {}

    /// Nobody has opened the stream: what was known of it is lost (an emptied Redis) or forgotten. Nothing was taken; the same socket
    /// may open it again with the same incarnation, and tells its producer to resume after what that answers.
    record Unopened() implements Appended {}

    /// This incarnation has been followed by another one (4410).
    record OldIncarnation() implements Appended {}

    /// Not taken, and not to be sent again as it is.
    record Refused(Reason reason) implements Appended {}

    /// The same body came under this idempotency key before; this was the answer.
    record Repeated(byte[] answer) implements Appended {}

    /// Another body came under this idempotency key before.
    record Conflict() implements Appended {}

    /// Why a parcel was refused: a frame came while the parts of a snapshot were under way; a snapshot contains less than what was
    /// acknowledged; a part is not the next one of its snapshot.
    enum Reason {
        BETWEEN_PARTS, BEHIND, OUT_OF_ORDER
    }
}
