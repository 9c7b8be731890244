package io.tidemark.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProducerRecoveryTest {
    private final Bench bench = new Bench();

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void afterAGapItSendsAgainFromThereInOrder() throws InterruptedException {
        var producer = bench.start(bench.options());
        var peer = bench.welcomed(0);
        for (int i = 1; i <= 3; i++) {
            producer.send(Signals.usage(i));
            assertThat(peer.frame().getLong("seq")).isEqualTo(i);
        }
        peer.resume(2);
        assertThat(peer.frame().getJsonArray("signals").getJsonObject(0).getInteger("quantity")).isEqualTo(2);
        assertThat(peer.frame().getLong("seq")).isEqualTo(3);
        producer.send(Signals.usage(4));
        assertThat(peer.frame().getLong("seq")).isEqualTo(4);
        assertThat(producer.counters().resumes()).isEqualTo(1);
    }

    @Test
    void acksThatWereLostAreMadeUpByTheNextWelcome() throws InterruptedException {
        var producer = bench.start(bench.options());
        var peer = bench.welcomed(0);
        for (int i = 1; i <= 3; i++) {
            producer.send(Signals.usage(i));
            peer.frame();
        }
        var flushed = producer.flush();
        assertThat(flushed.isComplete()).isFalse();
        peer.close(1012, "restart");
        var next = bench.welcomed(3);
        producer.send(Signals.usage(4));
        assertThat(next.frame().getLong("seq")).isEqualTo(4);
        await().until(flushed::succeeded);
        assertThat(producer.counters().acked()).isEqualTo(3);
    }

    @Test
    void aCutInTheMiddleOfFramesIsFollowedByWhatTheServerLacks() throws InterruptedException {
        var producer = bench.start(bench.options());
        var peer = bench.welcomed(0);
        for (int i = 1; i <= 5; i++) {
            producer.send(Signals.usage(i));
            peer.frame();
        }
        bench.server.cut();
        var next = bench.welcomed(2);
        for (int i = 3; i <= 5; i++) {
            var frame = next.frame();
            assertThat(frame.getLong("seq")).isEqualTo(i);
            assertThat(frame.getJsonArray("signals").getJsonObject(0).getInteger("quantity")).isEqualTo(i);
        }
        assertThat(producer.counters().connected()).isEqualTo(2);
    }

    @Test
    void codes1000And1006And1012AreAllFollowedByAnotherConnection() throws InterruptedException {
        bench.start(bench.options());
        bench.welcomed(0).close(1000, "");
        bench.welcomed(0).close(1012, "restart");
        bench.welcomed(0);
        bench.server.cut();
        bench.welcomed(0);
    }

    @Test
    void aLapsedStreamIsBroughtBackByASnapshotInPartsThatStandsAfterTheLastAcknowledgedFrame() throws InterruptedException {
        var producer = bench.start(bench.options());
        var peer = bench.welcomed(0);
        for (int i = 0; i < 2_500; i++) producer.send(Signals.join("s" + i, "e"));
        producer.send(Signals.leave("s7"));
        for (long seq = 0, signals = 0; signals < 2_501; peer.ack(seq, seq)) {
            var frame = peer.frame();
            seq = frame.getLong("seq");
            signals += frame.getJsonArray("signals").size();
        }
        producer.flush().await();
        long frames = producer.counters().frames();
        peer.lapsed();
        var sessions = new HashSet<String>();
        for (int part = 1; part <= 3; part++) {
            var snapshot = peer.of("snapshot");
            assertThat(snapshot.getInteger("part")).isEqualTo(part);
            assertThat(snapshot.getBoolean("last")).isEqualTo(part == 3);
            assertThat(snapshot.getLong("seq")).isEqualTo(frames);
            snapshot.getJsonArray("sessions").forEach(join -> sessions.add(((JsonObject) join).getString("session")));
        }
        assertThat(sessions).hasSize(2_499).doesNotContain("s7");
        producer.send(Signals.usage(1));
        assertThat(peer.frame().getLong("seq")).isEqualTo(frames + 1);
        assertThat(producer.counters().snapshots()).isEqualTo(1);
    }

    @Test
    void aSnapshotWaitsForWhatIsOnTheWireButNotForEver() throws InterruptedException {
        var producer = bench.start(bench.options());
        var peer = bench.welcomed(0);
        producer.send(Signals.join("s", "e"));
        peer.frame();
        peer.lapsed();
        await().until(() -> !bench.heard.lapses.isEmpty());
        producer.send(Signals.usage(1));
        var snapshot = peer.of("snapshot");
        assertThat(snapshot.getLong("seq")).isEqualTo(1);
        assertThat(peer.frame().getLong("seq")).isEqualTo(2);
    }

    @Test
    void whatIsAcknowledgedButNotDurableIsStillThereWhenTheServerGoesBack() throws InterruptedException {
        var producer = bench.start(bench.options());
        var peer = bench.welcomed(0);
        for (int i = 1; i <= 4; i++) {
            producer.send(Signals.usage(i));
            peer.frame();
        }
        peer.ack(4, 2);
        producer.flush().await();
        bench.clock.addAndGet(120_000);
        peer.close(1012, "lost writes");
        var next = bench.welcomed(2);
        assertThat(next.frame().getLong("seq")).isEqualTo(3);
        assertThat(next.frame().getLong("seq")).isEqualTo(4);
        assertThat(producer.counters()).satisfies(counters -> {
            assertThat(counters.acked()).isEqualTo(4);
            assertThat(counters.durable()).isEqualTo(2);
            assertThat(counters.snapshots()).isZero();
        });
    }

    @Test
    void aServerThatLostMoreThanTheLogHoldsIsGivenASnapshot() throws InterruptedException {
        var producer = bench.start(bench.options().withBounds(100, Duration.ZERO, 1_000));
        var peer = bench.welcomed(0);
        producer.send(Signals.join("s", "e"));
        peer.frame();
        peer.ack(1, 1);
        producer.flush().await();
        peer.close(1012, "emptied");
        var next = bench.welcomed(0);
        var snapshot = next.of("snapshot");
        assertThat(snapshot.getLong("seq")).isEqualTo(1);
        assertThat(snapshot.getJsonArray("sessions")).hasSize(1);
        producer.send(Signals.leave("s"));
        assertThat(next.frame().getLong("seq")).isEqualTo(2);
    }

    @Test
    void itGoesOnThroughAnotherAddress() throws InterruptedException {
        try (var other = new ScriptedServer(bench.vertx)) {
            var producer = bench.start(bench.options().withServers(List.of(bench.server.uri(), other.uri())));
            var peer = bench.welcomed(0);
            producer.send(Signals.usage(1));
            peer.frame();
            peer.close(1012, "stopping");
            var next = other.peer();
            next.of("hello");
            next.welcome("acme", 0);
            assertThat(next.frame().getLong("seq")).isEqualTo(1);
        }
    }

    @Test
    void aRejectionNamesTheSignalAndAnUnknownSessionThatLivesIsJoinedAgain() throws InterruptedException {
        var producer = bench.start(bench.options());
        var peer = bench.welcomed(0);
        producer.send(Signals.join("s", "e").put("role", "speaker"), 41);
        peer.frame();
        bench.clock.addAndGet(5_000);
        producer.send(new JsonObject().put("type", "heartbeat").put("session", "s"), 42);
        peer.frame();
        peer.say(new JsonObject().put("type", "rejected").put("account", "acme").put("seq", 2).put("index", 0).put("code",
                "unknown_session").put("message", "no such session"));
        var again = peer.frame().getJsonArray("signals").getJsonObject(0);
        assertThat(again.getString("role")).isEqualTo("speaker");
        assertThat(again.getLong("at")).isEqualTo(1_005_000);
        assertThat(bench.heard.rejections).singleElement().satisfies(rejection -> {
            assertThat(rejection.mark()).isEqualTo(42);
            assertThat(rejection.code()).isEqualTo("unknown_session");
            assertThat(rejection.signal()).contains("heartbeat");
        });
    }

    /// A stopped process answers nothing, yet its kernel keeps the connection and even takes new ones.
    @Test
    void aServerThatFallsSilentIsLeftForAnother() throws InterruptedException {
        var frozen = new AtomicBoolean();
        var client = bench.vertx.createNetClient();
        var proxy = bench.vertx.createNetServer().connectHandler(near -> {
            near.pause();
            client.connect(bench.server.uri().getPort(), "127.0.0.1").onSuccess(far -> {
                near.handler(far::write);
                far.handler(bytes -> {
                    if (!frozen.get()) near.write(bytes);
                });
                near.resume();
            });
        }).listen(0, "127.0.0.1").await();
        var stopped = URI.create("ws://127.0.0.1:" + proxy.actualPort());
        try (var other = new ScriptedServer(bench.vertx)) {
            var producer = bench.start(bench.options().withServers(List.of(stopped, other.uri())).withSilence(Duration.ofMillis(500)));
            bench.welcomed(0);
            frozen.set(true);
            producer.send(Signals.usage(1));
            var next = other.peer();
            next.of("hello");
            next.welcome("acme", 0);
            assertThat(next.frame().getLong("seq")).isEqualTo(1);
        }
    }
}
