package io.tidemark.redis;

import io.tidemark.shard.Feed;
import io.tidemark.shard.Store;
import io.tidemark.shard.Unanswered;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Everything that the program uses of Redis, opened in order.
///
/// @param safety what the servers said about themselves, for health: [RedisSafety#check]
public record Redis(RedisConnections connections, RedisInstallation installation, RedisSafety safety, RedisStore redisStore,
        RedisFeed redisFeed) {

    private static final int ATTEMPTS = 60;
    private static final long PAUSE_MILLIS = 250;

    /// Connects, checks that the servers are fit, settles what the installation is, and opens store and feed. `shards` and `zone` are
    /// what the settings ask for, `null` for nothing.
    public static Future<Redis> open(Vertx vertx, RedisAddress address, @Nullable Integer shards, @Nullable String zone) {
        return RedisConnections.open(vertx, address)
                .compose(connections -> open(vertx, connections, shards, zone)
                        .recover(failure -> connections.close().transform(_ -> Future.failedFuture(failure))));
    }

    private static Future<Redis> open(Vertx vertx, RedisConnections connections, @Nullable Integer shards, @Nullable String zone) {
        return answered(vertx, () -> RedisCheck.of(connections), ATTEMPTS).compose(check -> {
            String refusal = check.refusal();
            if (!refusal.isEmpty()) return Future.failedFuture(new IllegalStateException(refusal));
            return answered(vertx, () -> RedisInstallation.agree(connections, shards, zone), ATTEMPTS)
                    .compose(installation -> RedisSafety.open(connections, check)
                            .compose(safety -> RedisStore.open(connections, safety, installation.shards())
                                    .compose(store -> RedisFeed.open(connections, installation.shards())
                                            .map(feed -> new Redis(connections, installation, safety, store, feed)))));
        });
    }

    /// The connections to the machines of a Cluster open one by one and refuse commands until then; a server may still be loading.
    private static <T> Future<T> answered(Vertx vertx, Supplier<Future<T>> step, int attempts) {
        return step.get().recover(failure -> failure instanceof Unanswered && attempts > 1
                ? vertx.timer(PAUSE_MILLIS).compose(_ -> answered(vertx, step, attempts - 1))
                : Future.failedFuture(failure));
    }

    public Store store() {
        return redisStore;
    }

    public Feed feed() {
        return redisFeed;
    }

    /// Closes everything; what is under way is not waited for.
    public Future<Void> close() {
        safety.close();
        return redisFeed.close().eventually(connections::close);
    }
}
