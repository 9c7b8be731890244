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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
    private final Map<Keys, Disk> disks = new ConcurrentHashMap<>();
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
        if (check.replicas() > 0) return Safety.WAITED_FOR;
        if (!check.appendOnly() || check.fsync().equals("always")) return Safety.AT_ONCE;
        return check.awaitsDisk() && !check.fsync().equals("no") ? Safety.WAITED_FOR : Safety.EACH_SECOND;
    }

    /// Which of a writer's batches stand in a shard's log, and since when what stands there has been safe.
    Future<Confirmation> confirm(Keys keys, long writer) {
        byte[] name = Keys.bytes(Arguments.writer(writer));
        return switch (now()) {
            case AT_ONCE -> tell(keys, name, 0).map(answer -> Answers.confirmation(answer, 0));
            case EACH_SECOND -> {
                var disk = disks.computeIfAbsent(keys, _ -> new Disk());
                long asked = millis();
                yield tell(keys, name, 1).map(answer -> {
                    disk.looked(asked, millis(), Answers.look(answer, check));
                    return Answers.confirmation(answer, asked - disk.safe() + 1);
                });
            }
            case WAITED_FOR -> await(keys, name);
        };
    }

    private Future<List<Object>> tell(Keys keys, byte[] writer, int look) {
        return CONFIRM.run(connections.shared().commands(), connections.context(), keys.ofConfirm(), writer, Keys.bytes("" + look));
    }

    private Future<Confirmation> await(Keys keys, byte[] writer) {
        return home(server(keys.confirm)).compose(server -> {
            var tell = command(CommandType.EVAL,
                    new CommandArgs<>(ByteArrayCodec.INSTANCE).add(CONFIRM.source()).add(keys.ofConfirm().length).addKeys(keys.ofConfirm())
                            .addValue(writer).add(0));
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
