package io.tidemark.redis;

import io.tidemark.shard.Feed;
import io.tidemark.shard.Store;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

/// Everything that the program uses of Redis, opened in order.
///
/// @param safety what the servers said about themselves, for health: [RedisSafety#check]
public record Redis(RedisConnections connections, RedisInstallation installation, RedisSafety safety, RedisStore redisStore,
        RedisFeed redisFeed) {

    /// Connects, checks that the servers are fit, settles what the installation is, and opens store and feed. `shards` and `zone` are
    /// what the settings ask for, `null` for nothing.
    public static Future<Redis> open(Vertx vertx, RedisAddress address, @Nullable Integer shards, @Nullable String zone) {
        return RedisConnections.open(vertx, address)
                .compose(connections -> open(connections, shards, zone)
                        .recover(failure -> connections.close().transform(_ -> Future.failedFuture(failure))));
    }

    private static Future<Redis> open(RedisConnections connections, @Nullable Integer shards, @Nullable String zone) {
        return RedisSafety.open(connections).compose(safety -> {
            String refusal = safety.check().refusal();
            if (!refusal.isEmpty()) return Future.failedFuture(new IllegalStateException(refusal));
            return RedisInstallation.agree(connections, shards, zone)
                    .compose(installation -> RedisStore.open(connections, safety, installation.shards())
                            .compose(store -> RedisFeed.open(connections, installation.shards())
                                    .map(feed -> new Redis(connections, installation, safety, store, feed))));
        });
    }

    public Store store() {
        return redisStore;
    }

    public Feed feed() {
        return redisFeed;
    }

    /// Closes everything; what is under way is not waited for.
    public Future<Void> close() {
        return connections.close();
    }
}
