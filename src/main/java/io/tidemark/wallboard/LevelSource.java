package io.tidemark.wallboard;

import io.tidemark.log.EntryId;
import io.tidemark.presence.Scene;
import io.tidemark.presence.Standing;
import io.vertx.core.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Where the figures come from: what is kept of an account, and the feed of its changes.
public interface LevelSource {

    /// The figures as last kept. Fails when they cannot be read; an account without signals yet has neither standing nor scene.
    Future<Reading> read(String account);

    /// Tells `listener`, on any thread, of every step of the log that `account` is in, until closed.
    Watch watch(String account, Consumer<Step> listener);

    /// What was kept at `position` of the log.
    record Reading(EntryId position, @Nullable Standing standing, @Nullable Scene scene) {}

    /// A step of the log: the feed went from `after` to `position`. What is `null` did not change.
    record Step(EntryId after, EntryId position, @Nullable Standing standing, @Nullable Scene scene) {}

    /// An open watch.
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
