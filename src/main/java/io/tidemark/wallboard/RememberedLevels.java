package io.tidemark.wallboard;

import io.tidemark.shard.Levels;
import io.vertx.core.Future;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Levels, and while they cannot be read the last that this node has seen of an account: `asOf` says of when they are. Remembers the
/// accounts that were asked for last. From any thread.
public final class RememberedLevels implements Levels {

    private static final int MOST = 10_000;

    private final Levels levels;
    private final Map<String, View> seen = Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, View> eldest) {
            return size() > MOST;
        }
    });

    public RememberedLevels(Levels levels) {
        this.levels = levels;
    }

    @Override
    public Future<View> read(String account) {
        return levels.read(account).onSuccess(view -> seen.put(account, view)).recover(cause -> {
            var last = seen.get(account);
            return last != null ? Future.succeededFuture(last) : Future.failedFuture(cause);
        });
    }

    @Override
    public Future<List<View>> read(String master, List<String> accounts) {
        return levels.read(master, accounts);
    }
}
