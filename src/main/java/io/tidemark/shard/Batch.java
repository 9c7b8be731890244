package io.tidemark.shard;

import io.tidemark.log.EntryId;
import java.util.List;

/// What one call brings to a log. `writer` is random for each node's run and shard; `number` rises with each of its batches, so that a
/// batch sent again is known and answered as before. `before` is the last entry that the writer was answered: whether the log still has
/// it is kept with the batch.
public record Batch(long writer, long number, EntryId before, List<Packed> parcels) {}
