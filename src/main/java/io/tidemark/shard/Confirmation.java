package io.tidemark.shard;

import io.tidemark.log.EntryId;

/// What the log, as it is now, says of one writer: its batches from `first` to `last` stand there one after the other, the last entry
/// among them is `entry`, and those that were answered `ageMillis` before the call or earlier have reached the installation's safety.
public record Confirmation(long first, long last, EntryId entry, long ageMillis) {

    /// Whether the batch `from`, the batch `to` with its entry, and all between them stand. The last one may be another attempt at the
    /// same batch, made after the first was lost: only its entry tells.
    boolean hasAll(long from, long to, EntryId entryOfTo) {
        return first <= from && (to < last || to == last && entryOfTo.equals(entry));
    }
}
