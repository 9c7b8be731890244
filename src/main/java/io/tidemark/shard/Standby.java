package io.tidemark.shard;

import io.tidemark.shard.Loading.Loaded;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/// Loads a shard that this node is waiting for as soon as its owner has missed two renewals, so that it is there when the lease ends.
/// Nothing is written for it; it is good for use when nothing has been committed since loading began.
final class Standby {

    private final int shard;
    private final Loading loading;
    private final Store store;
    private @Nullable Future<Loaded> prepared;

    Standby(int shard, Loading loading, Store store) {
        this.shard = shard;
        this.loading = loading;
        this.store = store;
    }

    /// Another owns the shard: is it silent?
    void watch() {
        store.left(shard).onSuccess(left -> {
            if (left > Lease.TWO_MISSED_MILLIS) prepared = null;
            else if (left > 0 && (prepared == null || prepared.failed()))
                prepared = store.reached(shard).compose(reached -> loading.load().compose(loaded -> same(loaded, reached)));
        });
    }

    void forget() {
        prepared = null;
    }

    /// The shard, now that it is ours: what was prepared, or loaded anew.
    Future<Loaded> load() {
        var ready = prepared;
        prepared = null;
        if (ready == null) return loading.load();
        return ready.compose(loaded -> store.reached(shard).compose(reached -> same(loaded, reached))).recover(_ -> loading.load());
    }

    private static Future<Loaded> same(Loaded loaded, Reached reached) {
        return loaded.reached().equals(reached) ? Future.succeededFuture(loaded) : Future.failedFuture("committed meanwhile");
    }
}
