package io.tidemark.redis;

import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/// The connections of this process to Redis: one for all short commands, and others on request.
///
/// A connection that is lost refuses commands at once and comes back by itself; nothing is queued for it and nothing sent again.
/// Answers come home on the caller's context.
public final class RedisConnections {

    private final Vertx vertx;
    private final RedisTransport transport;
    private final Link shared;

    /// A connection and what can be said on it.
    record Link(StatefulConnection<byte[], byte[]> connection, RedisClusterAsyncCommands<byte[], byte[]> commands) {

        void close() {
            var _ = connection.closeAsync();
        }
    }

    private RedisConnections(Vertx vertx, RedisTransport transport, Link shared) {
        this.vertx = vertx;
        this.transport = transport;
        this.shared = shared;
    }

    /// Connects; fails when nobody answers there or the password is wrong.
    public static Future<RedisConnections> open(Vertx vertx, RedisAddress address) {
        var transport = RedisTransport.of(address);
        return Future.fromCompletionStage(transport.connect(), vertx.getOrCreateContext())
                .map(link -> new RedisConnections(vertx, transport, link))
                .onFailure(_ -> transport.close());
    }

    Link shared() {
        return shared;
    }

    /// A connection of the caller's own, for what waits.
    Future<Link> another() {
        return Future.fromCompletionStage(transport.connect(), context());
    }

    Future<StatefulRedisPubSubConnection<byte[], byte[]>> subscriber() {
        return Future.fromCompletionStage(transport.subscribe(), context());
    }

    Vertx vertx() {
        return vertx;
    }

    Context context() {
        return vertx.getOrCreateContext();
    }

    /// Closes everything.
    public Future<Void> close() {
        return Future.fromCompletionStage(transport.close(), context());
    }
}
