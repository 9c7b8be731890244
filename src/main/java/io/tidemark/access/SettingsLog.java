package io.tidemark.access;

import io.tidemark.log.Item;
import io.vertx.core.Future;

/// The way of settings into the log, so that they act at once. What does not get there is found by the owner of the shard within ten
/// seconds all the same.
public interface SettingsLog {

    /// Writes them into the log of their account's shard.
    Future<?> tell(Item.Settings settings);
}
