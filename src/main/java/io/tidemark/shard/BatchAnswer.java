package io.tidemark.shard;

import io.tidemark.log.EntryId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of a [Batch].
public sealed interface BatchAnswer {

    /// Each parcel was judged; what passed is in entry `id`, `null` when nothing had to be written.
    record Judged(@Nullable EntryId id, List<Appended> answers) implements BatchAnswer {}

    /// The log is at its bound: nothing was looked at.
    record Full() implements BatchAnswer {}

    /// A batch with a later number has been there: this one was not looked at.
    record Stale(long latest) implements BatchAnswer {}
}
