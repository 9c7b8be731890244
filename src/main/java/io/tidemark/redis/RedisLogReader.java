package io.tidemark.redis;

import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.tidemark.log.EntryId;
import io.tidemark.redis.RedisConnections.Link;
import io.tidemark.shard.LogReader;
import io.tidemark.shard.Stored;
import io.vertx.core.Future;
import java.util.List;

/// Reads a log on a connection of its own, which a read without entries keeps busy for a second.
final class RedisLogReader implements LogReader {

    private static final int BLOCK = 1_000;

    private final RedisConnections connections;
    private final Link link;
    private final byte[] log;

    RedisLogReader(RedisConnections connections, Link link, byte[] log) {
        this.connections = connections;
        this.link = link;
        this.log = log;
    }

    @Override
    public Future<List<Stored>> next(EntryId after, int limit) {
        var read = link.commands().xread(XReadArgs.Builder.block(BLOCK).count(limit), StreamOffset.from(log, after.toString()));
        return Future.fromCompletionStage(read, connections.context()).map(RedisStore::stored)
                .recover(failure -> Future.failedFuture(Outcome.of(failure)));
    }

    @Override
    public void close() {
        link.close();
    }
}
