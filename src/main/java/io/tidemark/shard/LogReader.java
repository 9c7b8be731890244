package io.tidemark.shard;

import io.tidemark.log.EntryId;
import io.vertx.core.Future;
import java.util.List;

/// Reads one shard's log as it grows.
public interface LogReader {

    /// Entries after `after`, at most `limit`; waits about a second for the first one, and may find none.
    Future<List<Stored>> next(EntryId after, int limit);

    void close();
}
