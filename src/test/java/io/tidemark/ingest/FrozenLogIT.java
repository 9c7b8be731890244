package io.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tidemark.presence.Metric;
import io.tidemark.presence.Section;
import io.tidemark.presence.Standing;
import io.tidemark.redis.Redis;
import io.tidemark.redis.RedisAddress;
import io.tidemark.shard.KnownPeaksSource;
import io.tidemark.shard.SettingsSource;
import io.tidemark.shard.ShardMeters;
import io.tidemark.shard.ShardSettings;
import io.tidemark.shard.Shards;
import io.tidemark.testing.RedisProcess;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Nothing that was said while the log answers nothing is lost, on a real log.
class FrozenLogIT {

    private static final Duration PATIENCE = Duration.ofSeconds(80);
    private static final IngestLimits LIMITS = new IngestLimits(1_000, 1_000, Duration.ofSeconds(30), Duration.ofMinutes(1), 1_000,
            Duration.ZERO, Duration.ofMillis(300), Duration.ofSeconds(60), Duration.ofSeconds(2), 8, Duration.ofSeconds(1));
    private static final String BEATS = ",{\"type\":\"heartbeat\",\"session\":\"%1$s\"}".repeat(999);
    private static final String JOIN = "{\"type\":\"join\",\"session\":\"%1$s\",\"event\":\"e\",\"kind\":\"meeting\",\"role\":\"speaker\"}";

    private final RedisProcess redis = RedisProcess.start();
    private final Vertx vertx = Vertx.vertx();
    private final Redis store = IngestServer.await(Redis.open(vertx, RedisAddress.parse(redis.url()), IngestServer.SHARDS, "UTC"));
    private final Shards shards = IngestServer.await(Shards.start(vertx, store.store(), new ShardSettings("n", IngestServer.SHARDS, "UTC",
            true), new ShardMeters(new SimpleMeterRegistry()), SettingsSource.NONE, KnownPeaksSource.NONE));
    private final IngestServer server = new IngestServer(vertx, LIMITS, shards.appender(), store.feed());

    @BeforeEach
    void freeze() {
        await().atMost(PATIENCE).until(() -> shards.owned() == IngestServer.SHARDS);
        redis.freeze();
    }

    @AfterEach
    void stop() {
        IngestServer.await(shards.stop());
        IngestServer.await(store.close());
        server.close();
        redis.close();
    }

    @Test
    void howeverMuchIsSaidAtOnceAllOfItIsTaken() {
        var talkers = IntStream.range(0, 250).mapToObj(_ -> Talker.open(server, "acme-key")).toList();
        for (int i = 0; i < talkers.size(); i++)
            talkers.get(i).say("[" + (JOIN + BEATS).formatted("s-" + i) + "]");
        await().atMost(PATIENCE).until(() -> server.metric("tidemark_ingest_signals_received") == 250_000);
        assertThat(server.metric("tidemark_ingest_waiting")).isPositive();
        assertThat(server.metric("tidemark_ingest_sockets_paused")).isPositive();
        redis.thaw();
        await().atMost(PATIENCE).until(() -> server.metric("tidemark_ingest_signals_accepted") == 250_000);
        assertThat(server.metric("tidemark_ingest_waiting")).isZero();
        await().atMost(PATIENCE).until(() -> server.metric("tidemark_ingest_sockets_paused") == 0);
        await().atMost(PATIENCE).ignoreExceptions().until(() -> acme().now(Section.TOTAL, Metric.CONNECTIONS) == 250);
    }

    /// 0: all of it lies read beside the held socket; 3 000: most of it in the kernel.
    @ParameterizedTest
    @ValueSource(ints = {0, 100, 3_000})
    void whatAPeerSaidBeforeItClosedWhileItsSocketWasHeldIsHeard(int between) throws IOException {
        try (var raw = RawSocket.upgraded(server)) {
            raw.text(JOIN.formatted("browser"));
            await().atMost(PATIENCE).until(() -> server.metric("tidemark_ingest_signals_received") == 1);
            IntStream.range(0, 21).forEach(_ -> Talker.open(server, "acme-key").say("[" + (JOIN + BEATS).formatted("other") + "]"));
            await().atMost(PATIENCE).until(() -> server.metric("tidemark_ingest_signals_received") == 21_001);
            raw.text("{\"type\":\"heartbeat\",\"session\":\"browser\"}");
            await().atMost(PATIENCE).until(() -> server.metric("tidemark_ingest_signals_received") == 21_002);
            for (int i = 0; i < between; i++)
                raw.text("{\"type\":\"heartbeat\",\"session\":\"browser\"}");
            raw.text("{\"type\":\"leave\",\"session\":\"browser\"}").frame(0x80 | RawSocket.CLOSE, new byte[]{3, (byte) 0xE9});
        }
        redis.thaw();
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
            assertThat(acme().peak(Section.TOTAL, Metric.CONNECTIONS)).isEqualTo(2);
            assertThat(acme().now(Section.TOTAL, Metric.CONNECTIONS)).isEqualTo(1);
        });
        await().atMost(PATIENCE).until(() -> server.metric("tidemark_ingest_sockets") == 21);
        assertThat(server.metric("tidemark_ingest_signals_received")).isEqualTo(21_003 + between)
                .isEqualTo(server.metric("tidemark_ingest_signals_accepted"));
    }

    private Standing acme() {
        return IngestServer.await(store.store().read("acme")).standing();
    }
}
