package io.tidemark.shard;

import io.tidemark.log.Item;
import io.vertx.core.Future;
import java.util.List;

/// Peaks of today and yesterday that are known outside the log (PostgreSQL): asked for when a shard is taken over whose tables were
/// empty or had gone back. A failed answer is passed over.
public interface KnownPeaksSource {

    /// What is known of the masters of a shard.
    Future<List<Item.KnownPeaks>> peaks(int shard);

    /// Knows nothing.
    KnownPeaksSource NONE = shard -> Future.succeededFuture(List.of());
}
