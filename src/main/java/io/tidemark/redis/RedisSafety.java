package io.tidemark.redis;

import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.NestedMultiOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.ProtocolKeyword;
import io.tidemark.redis.RedisConnections.Link;
import io.tidemark.shard.Confirmation;
import io.tidemark.shard.Safety;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// Which safety this Redis has, and what has reached it. A file that is written each second is looked at ([Disk]). Replicas, and newer
/// versions' files, are waited for (`WAIT`, `WAITAOF`), on a connection of its own: there the log is asked and the wait begun in one
/// go, so that both concern the same server and the same history; what was written before on any connection is covered.
public final class RedisSafety {

    private static final long AGAIN_MILLIS = 10_000;
    private static final int WAIT_MILLIS = 1_000;
    private static final LuaScript CONFIRM = LuaScript.load("confirm.lua");

    private final RedisConnections connections;
    private final Link link;
    private final Disk disk = new Disk();
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
        long asked = millis();
        return RedisCheck.of(connections).onSuccess(found -> {
            check = found;
            disk.looked(asked, millis(), found.disk());
        });
    }

    /// Asks no more.
    void close() {
        connections.vertx().cancelTimer(timer);
    }

    Safety now() {
        if (check.replicas() > 0) return Safety.WAITED_FOR;
        if (!check.appendOnly() || check.fsync().equals("always")) return Safety.AT_ONCE;
        return check.awaitsDisk() && !check.fsync().equals("no") ? Safety.WAITED_FOR : Safety.EACH_SECOND;
    }

    /// What confirm.lua tells on its keys, and since when that has been safe.
    Future<Confirmation> confirm(byte[][] keys, byte[] writer) {
        return switch (now()) {
            case AT_ONCE -> tell(keys, writer, 0);
            case EACH_SECOND -> {
                long now = millis();
                var looked = disk.claim(now) ? refresh() : Future.succeededFuture();
                yield looked.compose(_ -> tell(keys, writer, now - disk.safe() + 1));
            }
            case WAITED_FOR -> await(keys, writer);
        };
    }

    private Future<Confirmation> tell(byte[][] keys, byte[] writer, long ageMillis) {
        return CONFIRM.run(connections.shared().commands(), connections.context(), keys, writer)
                .map(answer -> Answers.confirmation(answer, ageMillis));
    }

    private Future<Confirmation> await(byte[][] keys, byte[] writer) {
        return home(server(keys[0])).compose(server -> {
            var tell = command(CommandType.EVAL,
                    new CommandArgs<>(ByteArrayCodec.INSTANCE).add(CONFIRM.source()).add(keys.length).addKeys(keys).addValue(writer));
            var wait = check.replicas() > 0
                    ? command(CommandType.WAIT, new CommandArgs<>(ByteArrayCodec.INSTANCE).add(1).add(WAIT_MILLIS))
                    : command(Word.WAITAOF, new CommandArgs<>(ByteArrayCodec.INSTANCE).add(1).add(0).add(WAIT_MILLIS));
            server.dispatch(List.of(tell, wait));
            return Future.all(home(tell), home(wait));
        }).compose(both -> (Long) both.<List<Object>>resultAt(1).getFirst() >= 1
                ? Future.succeededFuture(Answers.confirmation(both.resultAt(0), 0))
                : Future.failedFuture("neither replica nor disk has it"))
                .recover(failure -> Future.failedFuture(Outcome.of(failure)));
    }

    private static AsyncCommand<byte[], byte[], List<Object>> command(ProtocolKeyword word, CommandArgs<byte[], byte[]> arguments) {
        return new AsyncCommand<>(new Command<>(word, new NestedMultiOutput<>(ByteArrayCodec.INSTANCE), arguments));
    }

    private CompletionStage<? extends StatefulConnection<byte[], byte[]>> server(byte[] key) {
        if (!(link.connection() instanceof StatefulRedisClusterConnection<byte[], byte[]> cluster))
            return Future.succeededFuture(link.connection()).toCompletionStage();
        return cluster.getConnectionAsync(cluster.getPartitions().getPartitionBySlot(SlotHash.getSlot(key)).getNodeId());
    }

    private static long millis() {
        return System.nanoTime() / 1_000_000;
    }

    private <T> Future<T> home(CompletionStage<T> stage) {
        return Future.fromCompletionStage(stage, connections.context());
    }
}
