package io.tidemark.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.faults.Installation.NodeProcess;
import io.tidemark.testing.Database;
import io.tidemark.testing.PostgresProcess;
import io.tidemark.testing.RedisProcess;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/// What may befall a node or a producer itself: no memory is left, or its clock is wrong.
@Tag("faults")
@TestInstance(Lifecycle.PER_CLASS)
final class NodeFaultsIT {
    private static final int OUT_OF_MEMORY = 3;
    private static final Duration AHEAD = Duration.ofMinutes(5);
    /// Less than the clocks are off, more than a slow machine takes.
    private static final Duration LITTLE = Duration.ofMinutes(2);
    private static final Duration BEHIND = Duration.ofMinutes(-5);

    private final Vertx vertx = Vertx.vertx();
    private final PostgresProcess postgres = PostgresProcess.start();

    @AfterAll
    void end() {
        postgres.close();
        vertx.close();
    }

    @Test
    void aNodeWithoutMemoryEndsAndAnotherGoesOn() throws Exception {
        try (var redis = RedisProcess.start(); var installation = new Installation(redis.url(), postgres)) {
            var hoard = new Hoard();
            var full = installation.startNode("full", "-Xmx96m", hoard.option());
            var other = installation.startNode("other");
            installation.awaitReady(full);
            installation.awaitReady(other);
            var platforms = Stream.of("red", "green", "blue").map(master -> Platform.start(vertx, master,
                    List.of(full.address(), other.address()), Installation.KEY, master.hashCode())).toList();
            platforms.forEach(Eventually::trafficOf);
            Eventually.holds("shards of " + full.log, () -> new Metrics(full).sum("tidemark_shard_owned") > 0);
            hoard.begin();
            Eventually.holds("the end of " + full.log, () -> !full.isAlive());
            assertThat(full.exitCode()).isEqualTo(OUT_OF_MEMORY);
            assertThat(Files.readString(full.log)).contains("java.lang.OutOfMemoryError");
            Eventually.holds("all shards", () -> new Metrics(other).sum("tidemark_shard_owned") == 4);
            platforms.forEach(Eventually::trafficOf);
            platforms.forEach(Platform::rest);
            platforms.forEach(new Verdict(installation, List.of(other))::settles);
            platforms.forEach(Platform::close);
        }
    }

    @Test
    void wrongClocksMoveNothing() throws Exception {
        try (var redis = RedisProcess.start(); var installation = new Installation(redis.url(), postgres)) {
            var begun = Instant.now();
            var aheadClock = new SkewedClock(AHEAD);
            var ahead = installation.startNode("ahead", aheadClock.option());
            var behind = installation.startNode("behind", new SkewedClock(BEHIND).option());
            installation.awaitReady(ahead);
            installation.awaitReady(behind);
            assertThat(Files.readString(ahead.log)).contains(SkewedClock.line(AHEAD));
            assertThat(Files.readString(behind.log)).contains(SkewedClock.line(BEHIND));
            var servers = List.of(ahead.address(), behind.address());
            var back = new AtomicLong();
            var old = Platform.start(vertx, "old", servers, Installation.KEY, 4, () -> System.currentTimeMillis() - begun.toEpochMilli());
            var jumping = Platform.start(vertx, "jumping", servers.reversed(), Installation.KEY, 5,
                    () -> System.currentTimeMillis() - back.get());
            Eventually.trafficOf(old);
            Eventually.trafficOf(jumping);
            aheadClock.moveTo(BEHIND);
            back.set(Duration.ofHours(1).toMillis());
            Eventually.holds("a clock that went back", () -> Files.readString(ahead.log).contains(SkewedClock.line(BEHIND)));
            Eventually.trafficOf(old);
            Eventually.trafficOf(jumping);
            old.rest();
            jumping.rest();
            var nodes = List.of(ahead, behind);
            var verdict = new Verdict(installation, nodes);
            verdict.settles(old);
            verdict.settles(jumping);
            for (NodeProcess node : nodes)
                showsTheRightTime(installation, node, begun);
            try (var database = Database.connect(postgres.url())) {
                noFactIsOfAnotherTime(database, begun);
            }
            old.close();
            jumping.close();
        }
    }

    private static JsonObject shown(Installation installation, NodeProcess node, String account) {
        String answer = installation.levels(node, account);
        return answer.isEmpty()
                ? new JsonObject()
                : new JsonObject(answer).getJsonObject("levels").getJsonObject("total")
                        .getJsonObject("connections");
    }

    /// What a node shows goes by the time that all nodes share, which here is the true one.
    private static void showsTheRightTime(Installation installation, NodeProcess node, Instant begun) {
        var levels = new JsonObject(installation.levels(node, "old"));
        for (String name : List.of("now", "asOf"))
            assertThat(levels.getInstant(name)).as(name + " of " + node.log).isBetween(begun, Instant.now().plus(LITTLE));
        var peakAt = shown(installation, node, "old").getJsonObject("today").getInstant("at");
        assertThat(peakAt).as("instant of the peak").isBetween(begun, Instant.now().plus(LITTLE));
        Eventually.holds("facts of " + node.log, () -> new Metrics(node).sum("tidemark_facts_waiting") == 0);
        assertThat(new Metrics(node).sum("tidemark_facts_lag_seconds")).isLessThan(LITTLE.toSeconds());
    }

    private static void noFactIsOfAnotherTime(Database database, Instant begun) {
        String mine = " FROM fact WHERE (master = 'old' AND kind = 'stretch' OR master IN ('old', 'jumping') AND kind IN ('minute', 'account'))";
        assertThat(database.run("SELECT count(*)" + mine).getFirst().getLong(0)).isPositive();
        assertThat(database.run("SELECT body" + mine + " AND at NOT BETWEEN $1 AND $2", utc(begun.minus(LITTLE)),
                utc(Instant.now().plus(LITTLE)))).extracting(row -> row.getValue(0)).isEmpty();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
