package io.tidemark.history;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tidemark.redis.RedisAddress;
import io.tidemark.redis.RedisConnections;
import io.tidemark.redis.RedisFactStream;
import io.tidemark.testing.Database;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/// A stream of facts in a real Redis, a real database, and readers between them.
final class Facts implements AutoCloseable {
    static final int SHARDS = 2;

    final Database database;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final RedisFactStream stream;
    private final RedisConnections connections;
    private final RedisClient client;
    private final StatefulRedisConnection<String, String> redis;
    private final List<FactReaders> readers = new ArrayList<>();

    Facts(String redisUrl, Database database) {
        this.database = database;
        connections = RedisConnections.open(database.vertx(), RedisAddress.parse(redisUrl)).await();
        stream = RedisFactStream.open(connections).await();
        client = RedisClient.create(redisUrl);
        redis = client.connect();
    }

    /// A shard's commit leaves a fact.
    void say(int shard, String fact) {
        redis.sync().xadd("tm:{" + shard + "}:facts", Map.of("f", fact));
    }

    void say(int shard, List<String> facts) {
        redis.setAutoFlushCommands(false);
        var last = facts.stream().map(fact -> redis.async().xadd("tm:{" + shard + "}:facts", Map.of("f", fact))).toList().getLast();
        redis.flushCommands();
        redis.setAutoFlushCommands(true);
        last.toCompletableFuture().join();
    }

    FactReaders read(IntPredicate owned) {
        return read(owned, stream);
    }

    FactReaders read(IntPredicate owned, FactStream from) {
        var started = FactReaders.start(SHARDS, owned, from, database.pool(), meters, Clock.systemUTC());
        readers.add(started);
        return started;
    }

    long waiting(int shard) {
        return redis.sync().xlen("tm:{" + shard + "}:facts");
    }

    long count(String sql, Object... parameters) {
        return database.run("SELECT count(*) FROM " + sql, parameters).getFirst().getLong(0);
    }

    static String fact(String account, String origin, String more) {
        return "{\"kind\":\"usage\",\"origin\":\"" + origin + "\",\"account\":\"" + account + "\",\"at\":1763719200123" + more + "}";
    }

    @Override
    public void close() {
        readers.forEach(reader -> reader.stop().await());
        redis.close();
        client.shutdown();
        stream.close();
        connections.close().await();
    }
}
