package io.tidemark.shard;

import io.tidemark.log.EntryId;
import io.tidemark.presence.Scene;
import io.tidemark.presence.Standing;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The figures as they were last committed, on any node.
public interface Levels {

    /// What is known of an account.
    Future<View> read(String account);

    /// The same of several accounts of one master, all of one moment, in the order asked.
    Future<List<View>> read(String master, List<String> accounts);

    /// An account as of entry `asOf`: figures are `null` when nothing has been counted for it yet, the scene until its first is drawn.
    record View(String account, EntryId asOf, @Nullable Standing standing, @Nullable Scene scene) {}
}
