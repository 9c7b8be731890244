package io.tidemark.shard;

import java.util.List;

/// What one call brings to a log. `writer` is random for each node's run and shard; `number` rises with each of its batches, so that a
/// batch sent again is known and answered as before.
public record Batch(long writer, long number, List<Parcel> parcels) {}
