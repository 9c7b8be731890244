package io.tidemark.shard;

import io.tidemark.log.Item;
import io.vertx.core.Future;
import java.util.List;

/// Settings that are true outside the log (PostgreSQL). The owner of a shard asks when it takes over and every ten seconds, and
/// writes what it is given into the log; it never waits for the answer. A failed answer is passed over.
public interface SettingsSource {

    /// Settings of the shard's masters with a revision above `revision`, in rising order.
    Future<List<Item.Settings>> newer(int shard, long revision);

    /// Has none.
    SettingsSource NONE = (shard, revision) -> Future.succeededFuture(List.of());
}
