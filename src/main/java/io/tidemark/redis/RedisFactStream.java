package io.tidemark.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.tidemark.history.FactStream;
import io.tidemark.log.EntryId;
import io.tidemark.redis.RedisConnections.Link;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/// The streams of facts, read on a connection of their own: a batch of them may be megabytes.
public final class RedisFactStream implements FactStream {

    private static final String FIELD = "f";

    private final RedisConnections connections;
    private final Link link;

    private RedisFactStream(RedisConnections connections, Link link) {
        this.connections = connections;
        this.link = link;
    }

    /// Connects.
    public static Future<RedisFactStream> open(RedisConnections connections) {
        return connections.another().map(link -> new RedisFactStream(connections, link));
    }

    @Override
    public Future<List<Entry>> head(int shard, int most) {
        return answered(link.commands().xrange(Keys.facts(shard), Range.unbounded(), Limit.from(most)))
                .map(found -> found.stream().map(entry -> new Entry(EntryId.parse(entry.getId()), fact(entry.getBody()))).toList());
    }

    @Override
    public Future<Void> delete(int shard, List<EntryId> entries) {
        return answered(link.commands().xdel(Keys.facts(shard), entries.stream().map(EntryId::toString).toArray(String[]::new))).mapEmpty();
    }

    @Override
    public Future<Long> length(int shard) {
        return answered(link.commands().xlen(Keys.facts(shard)));
    }

    /// Ends the connection.
    public void close() {
        link.close();
    }

    /// An entry of any other form comes out empty, and is found to be no fact.
    private static byte[] fact(Map<byte[], byte[]> body) {
        for (var field : body.entrySet())
            if (new String(field.getKey(), UTF_8).equals(FIELD)) return field.getValue();
        return new byte[0];
    }

    private <T> Future<T> answered(CompletionStage<T> stage) {
        return Future.fromCompletionStage(stage, connections.context()).recover(failure -> Future.failedFuture(Outcome.of(failure)));
    }
}
