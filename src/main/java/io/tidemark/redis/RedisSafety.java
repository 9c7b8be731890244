package io.tidemark.redis;

import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.NestedMultiOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.ProtocolKeyword;
import io.tidemark.redis.RedisConnections.Link;
import io.tidemark.shard.Safety;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// Which safety this Redis has, and how one waits for it: a small write on a connection of its own, then `WAIT` for a replica, or
/// `WAITAOF` for the disk. Both cover what was written before on any connection, as replicas and the file keep the order.
public final class RedisSafety {

    private static final long AGAIN_MILLIS = 10_000;
    private static final int WAIT_MILLIS = 1_000;
    private static final long EVERYSEC_MILLIS = 2_000;

    private final RedisConnections connections;
    private final Link link;
    private volatile RedisCheck check;
    private long timer;

    private enum Word implements ProtocolKeyword {
        WAITAOF;

        @Override
        public byte[] getBytes() {
            return name().getBytes(StandardCharsets.US_ASCII);
        }
    }

    private RedisSafety(RedisConnections connections, Link link, RedisCheck check) {
        this.connections = connections;
        this.link = link;
        this.check = check;
    }

    /// Opens the connection to wait on.
    static Future<RedisSafety> open(RedisConnections connections, RedisCheck check) {
        return connections.another().map(link -> {
            var safety = new RedisSafety(connections, link, check);
            safety.timer = connections.vertx().setPeriodic(AGAIN_MILLIS, _ -> safety.refresh());
            return safety;
        });
    }

    /// What the servers last said about themselves.
    public RedisCheck check() {
        return check;
    }

    /// Asks again: replicas come and go, settings change. So it does by itself every ten seconds.
    public Future<RedisCheck> refresh() {
        return RedisCheck.of(connections).onSuccess(found -> check = found);
    }

    /// Asks no more.
    void close() {
        connections.vertx().cancelTimer(timer);
    }

    Safety now() {
        if (check.replicas() > 0) return new Safety.Confirmed();
        if (!check.appendOnly() || check.fsync().equals("always")) return new Safety.AtOnce();
        return check.awaitsDisk() ? new Safety.Confirmed() : new Safety.After(EVERYSEC_MILLIS);
    }

    Future<Boolean> confirm(byte[] key) {
        return home(link.commands().set(key, new byte[]{'1'})).compose(_ -> home(server(key))).compose(this::await)
                .recover(failure -> Future.failedFuture(Outcome.of(failure)));
    }

    private Future<Boolean> await(RedisClusterAsyncCommands<byte[], byte[]> server) {
        if (check.replicas() > 0) return home(server.waitForReplication(1, WAIT_MILLIS)).map(reached -> reached >= 1);
        var arguments = new CommandArgs<>(ByteArrayCodec.INSTANCE).add(1).add(0).add(WAIT_MILLIS);
        CompletionStage<List<Object>> reached = server.dispatch(Word.WAITAOF, new NestedMultiOutput<>(ByteArrayCodec.INSTANCE), arguments);
        return home(reached).map(answer -> (Long) answer.getFirst() >= 1);
    }

    private CompletionStage<RedisClusterAsyncCommands<byte[], byte[]>> server(byte[] key) {
        if (!(link.connection() instanceof StatefulRedisClusterConnection<byte[], byte[]> cluster))
            return Future.succeededFuture(link.commands()).toCompletionStage();
        var node = cluster.getPartitions().getPartitionBySlot(SlotHash.getSlot(key));
        return cluster.getConnectionAsync(node.getNodeId()).thenApply(connection -> connection.async());
    }

    private <T> Future<T> home(CompletionStage<T> stage) {
        return Future.fromCompletionStage(stage, connections.context());
    }
}
