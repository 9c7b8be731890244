package io.tidemark.faults;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.tidemark.faults.Installation.NodeProcess;
import io.tidemark.testing.PostgresProcess;
import io.tidemark.testing.RedisProcess;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/// Each fault strikes two nodes and their stores in the middle of the traffic of two masters. `-Dtidemark.faults=long` gives the pauses
/// their full length.
@Tag("faults")
@TestInstance(Lifecycle.PER_CLASS)
final class FaultsIT {
    private static final boolean LONG = "long".equals(System.getProperty("tidemark.faults"));

    private final Vertx vertx = Vertx.vertx();
    private final RedisProcess redis = RedisProcess.start("--appendonly", "yes", "--appendfsync", "everysec");
    private final PostgresProcess postgres = PostgresProcess.start();
    private final Installation installation = new Installation(redis.url(), postgres);
    private final NodeProcess one = node("one");
    private final NodeProcess two = node("two");
    private final Verdict verdict = new Verdict(installation, List.of(one, two));
    private final List<URI> addresses = List.of(one.address(), two.address());
    private List<Platform> platforms = List.of();

    private NodeProcess node(String name) {
        try {
            return installation.startNode(name);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @BeforeAll
    void begin() {
        ready(one);
        ready(two);
        platforms = List.of(Platform.start(vertx, "alpha", addresses, Installation.KEY, 1),
                Platform.start(vertx, "beta", addresses.reversed(), Installation.KEY, 2));
        platforms.forEach(Platform::rest);
    }

    @BeforeEach
    void goOn() throws InterruptedException {
        platforms.forEach(Platform::goOn);
        MILLISECONDS.sleep(2_000);
    }

    @AfterEach
    void figuresAreThoseOfTheLedger() throws InterruptedException {
        MILLISECONDS.sleep(2_000);
        platforms.forEach(Platform::rest);
        platforms.forEach(verdict::settles);
    }

    @AfterAll
    void end() {
        platforms.forEach(Platform::close);
        installation.close();
        redis.close();
        postgres.close();
        vertx.close();
    }

    @Test
    void nodesDieOneAfterTheOther() throws Exception {
        for (NodeProcess node : List.of(one, two)) {
            node.kill();
            MILLISECONDS.sleep(3_000);
            installation.startAgain(node);
            ready(node);
            MILLISECONDS.sleep(1_000);
        }
    }

    @Test
    void aStoppedNodeComesBackWithABacklog() throws Exception {
        one.signal("STOP");
        MILLISECONDS.sleep(LONG ? 30_000 : 12_000);
        one.signal("CONT");
    }

    @Test
    void aProducerDiesWithFramesInFlight() throws Exception {
        platforms.getFirst().dieAndBeginAnew();
        MILLISECONDS.sleep(1_000);
        platforms.getFirst().dieAndBeginAnew();
    }

    @Test
    void redisDiesAndComesBack() throws Exception {
        redis.kill();
        MILLISECONDS.sleep(2_000);
        redis.startAgain();
    }

    @Test
    void postgresIsAway() throws Exception {
        postgres.stop();
        MILLISECONDS.sleep(LONG ? 60_000 : 8_000);
        postgres.startAgain();
    }

    @Test
    void allConnectionsAreKilledAgainAndAgain() throws Exception {
        for (int i = 0; i < 10; i++) {
            redis.send("CLIENT KILL TYPE normal");
            redis.send("CLIENT KILL TYPE pubsub");
            MILLISECONDS.sleep(500);
        }
    }

    @Test
    void redisStandsStill() throws Exception {
        redis.freeze();
        MILLISECONDS.sleep(LONG ? 20_000 : 8_000);
        redis.thaw();
    }

    @Test
    void redisIsEmptied() throws Exception {
        redis.send("FLUSHALL");
        MILLISECONDS.sleep(3_000);
    }

    @Test
    void allNodesDieAtOnce() throws Exception {
        one.kill();
        two.kill();
        MILLISECONDS.sleep(2_000);
        bothAgain();
    }

    @Test
    void everythingIsAway() throws Exception {
        one.kill();
        two.kill();
        redis.kill();
        postgres.stop();
        MILLISECONDS.sleep(LONG ? 120_000 : 12_000);
        postgres.startAgain();
        redis.startAgain();
        bothAgain();
    }

    private void bothAgain() throws Exception {
        installation.startAgain(one);
        installation.startAgain(two);
        ready(one);
        ready(two);
    }

    private void ready(NodeProcess node) {
        Awaitility.await("ready: " + node.log).atMost(Duration.ofSeconds(120)).until(() -> installation.isReady(node));
    }
}
