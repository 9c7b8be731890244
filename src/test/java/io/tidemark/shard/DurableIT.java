package io.tidemark.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tidemark.log.EntryId;
import io.tidemark.log.Item;
import io.tidemark.redis.Redis;
import io.tidemark.redis.RedisAddress;
import io.tidemark.testing.RedisProcess;
import io.tidemark.testing.RedisSentinelProcesses;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a real Redis is asked before something is called durable.
class DurableIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<Durable> heard = new CopyOnWriteArrayList<>();
    private Redis redis;
    private Appender appender;

    private void open(String url) throws Exception {
        redis = get(Redis.open(vertx, RedisAddress.parse(url), 1, "UTC"));
        var loop = new ContextLoop(vertx, vertx.getOrCreateContext());
        var lane = new Lane(0, redis.store(), loop, CommonClock.ofSystem(), new ShardMeters(registry));
        appender = new BatchingAppender(vertx, List.of(new Inbox(lane, loop)));
        appender.onDurable(0, heard::add);
    }

    @AfterEach
    void close() {
        redis.close();
        vertx.close();
    }

    @Test
    void aFileThatIsWrittenAtOnceIsDurableAtOnce() throws Exception {
        try (var server = RedisProcess.start("--appendonly", "yes", "--appendfsync", "always")) {
            open(server.url());
            var entry = log();
            assertThat(appender.durable(0)).isEqualTo(new Durable(entry, 0));
            assertThat(server.send("EXISTS tm:{0}:confirm")).isEqualTo("0");
        }
    }

    @Test
    void whatATruncatedFileHasLostIsNeverCalledDurable() throws Exception {
        try (var server = RedisProcess.start("--appendonly", "yes", "--appendfsync", "everysec")) {
            open(server.url());
            var kept = log();
            await(() -> appender.durable(0).equals(new Durable(kept, 0)));
            // so that what comes now stays in doubt for long enough
            server.send("CONFIG SET appendfsync no");
            assertThat(get(redis.safety().refresh()).fsync()).isEqualTo("no");
            var file = file(server);
            long size = Files.size(file);
            var lost = log();
            server.kill();
            try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(size);
            }
            server.startAgain();

            await(() -> appender.durable(0).losses() == 1);
            assertThat(heard).noneMatch(durable -> durable.upTo().equals(lost));
            var later = log();
            await(() -> appender.durable(0).upTo().equals(later));
            assertThat(appender.durable(0).losses()).isEqualTo(1);
            assertThat(registry.counter("tidemark.append.wentback").count()).isEqualTo(1);
        }
    }

    @Test
    void anEmptiedServerIsNoticedThoughMoreIsWritten() throws Exception {
        try (var server = RedisProcess.start("--appendonly", "yes", "--appendfsync", "everysec")) {
            open(server.url());
            var first = log();
            await(() -> appender.durable(0).equals(new Durable(first, 0)));
            server.send("FLUSHALL");
            log();
            await(() -> appender.durable(0).losses() == 1);
            var later = log();
            await(() -> appender.durable(0).upTo().equals(later));
            assertThat(appender.durable(0).losses()).isEqualTo(1);
        }
    }

    @Test
    void aReplicaThatStandsStillIsWaitedFor() throws Exception {
        try (var servers = RedisSentinelProcesses.start()) {
            open(servers.master().url());
            await(() -> get(redis.safety().refresh()).replicas() == 1);
            var first = log();
            await(() -> appender.durable(0).equals(new Durable(first, 0)));
            servers.replica().freeze();
            var second = log();
            await(() -> registry.get("tidemark.append.durable.lag").gauge().value() > 2);
            assertThat(appender.durable(0)).isEqualTo(new Durable(first, 0));
            servers.replica().thaw();
            await(() -> appender.durable(0).equals(new Durable(second, 0)));
        }
    }

    private EntryId log() throws Exception {
        return ((Appended.Logged) get(appender.append(0, new Parcel.Told(new Item.Tick())))).id();
    }

    private static Path file(RedisProcess server) throws IOException {
        try (var files = Files.walk(server.directory())) {
            return files.filter(file -> file.toString().endsWith(".aof") && !file.toString().contains(".base.")).findFirst().orElseThrow();
        }
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(PATIENCE).until(condition);
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
}
