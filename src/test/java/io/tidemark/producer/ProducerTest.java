package io.tidemark.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;

class ProducerTest {
    private final Vertx vertx = Vertx.vertx();
    private final ScriptedServer server = new ScriptedServer(vertx);
    private final Heard heard = new Heard();
    private final AtomicLong clock = new AtomicLong(1_000_000);
    private @Nullable Producer started;

    private static final class Heard implements ProducerListener {
        final Queue<Rejection> rejections = new ConcurrentLinkedQueue<>();
        final Queue<String> lapses = new ConcurrentLinkedQueue<>();
        final Queue<Integer> ends = new ConcurrentLinkedQueue<>();

        @Override
        public void rejected(Rejection rejection) {
            rejections.add(rejection);
        }

        @Override
        public void lapsed(String account) {
            lapses.add(account);
        }

        @Override
        public void ended(int code, String reason) {
            ends.add(code);
        }
    }

    private Producer start(ProducerOptions options) {
        var producer = Producer.start(vertx, options, heard);
        started = producer;
        return producer;
    }

    private ProducerOptions options() {
        return ProducerOptions.of(server.uri(), "secret", "sfu-1").withAccounts(List.of("acme")).withClock(clock::get);
    }

    private ScriptedServer.Peer welcomed(long acked) throws InterruptedException {
        var peer = server.peer();
        peer.of("hello");
        peer.welcome("acme", acked);
        return peer;
    }

    @AfterEach
    void stop() {
        if (started != null) started.close(Duration.ofMillis(1)).otherwiseEmpty().await();
        server.close();
        vertx.close().await();
    }

    @Test
    void saysHelloWithItsKeyAndSendsNothingBeforeTheWelcome() throws InterruptedException {
        var producer = start(options());
        producer.send(Signals.join("s", "e"));
        var peer = server.peer();
        var hello = peer.of("hello");
        assertThat(peer.headers.get("Authorization")).isEqualTo("Bearer secret");
        assertThat(hello.getString("producer")).isEqualTo("sfu-1");
        assertThat(hello.getString("incarnation")).hasSize(32);
        assertThat(hello.getJsonArray("accounts")).containsExactly("acme");
        assertThat(hello.getInteger("timeout")).isEqualTo(90);
        assertThat(hello.getLong("now")).isEqualTo(1_000_000);
        assertThat(peer.waiting()).isZero();
        peer.welcome("acme", 0);
        var frame = peer.frame();
        assertThat(frame.getLong("seq")).isEqualTo(1);
        assertThat(frame.getString("account")).isEqualTo("acme");
        assertThat(frame.getJsonArray("signals").getJsonObject(0).getLong("at")).isEqualTo(1_000_000);
    }

    @Test
    void aPromisedInstantIsKeptAndTheSignalItselfIsNotChanged() throws InterruptedException {
        var producer = start(options());
        var signal = Signals.join("s", "e");
        producer.send(signal.copy().put("at", 17));
        producer.send(signal);
        var frame = welcomed(0).frame().getJsonArray("signals");
        assertThat(frame.getJsonObject(0).getLong("at")).isEqualTo(17);
        assertThat(signal.containsKey("at")).isFalse();
    }

    @Test
    void whatIsSentInOneTurnGoesIntoOneFrame() throws InterruptedException {
        var producer = start(options());
        var peer = welcomed(0);
        producer.send(Signals.usage(0)).await();
        peer.frame();
        vertx.runOnContext(_ -> {
            for (int i = 0; i < 10; i++) producer.send(Signals.usage(i));
        });
        assertThat(peer.frame().getJsonArray("signals")).hasSize(10);
    }

    @Test
    void afterAGapItSendsAgainFromThereInOrder() throws InterruptedException {
        var producer = start(options());
        var peer = welcomed(0);
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
        var producer = start(options());
        var peer = welcomed(0);
        for (int i = 1; i <= 3; i++) {
            producer.send(Signals.usage(i));
            peer.frame();
        }
        var flushed = producer.flush();
        assertThat(flushed.isComplete()).isFalse();
        peer.close(1012, "restart");
        var next = welcomed(3);
        producer.send(Signals.usage(4));
        assertThat(next.frame().getLong("seq")).isEqualTo(4);
        await().until(flushed::succeeded);
        assertThat(producer.counters().acked()).isEqualTo(3);
    }

    @Test
    void aCutInTheMiddleOfFramesIsFollowedByWhatTheServerLacks() throws InterruptedException {
        var producer = start(options());
        var peer = welcomed(0);
        for (int i = 1; i <= 5; i++) {
            producer.send(Signals.usage(i));
            peer.frame();
        }
        server.cut();
        var next = welcomed(2);
        for (int i = 3; i <= 5; i++) {
            var frame = next.frame();
            assertThat(frame.getLong("seq")).isEqualTo(i);
            assertThat(frame.getJsonArray("signals").getJsonObject(0).getInteger("quantity")).isEqualTo(i);
        }
        assertThat(producer.counters().connected()).isEqualTo(2);
    }

    @Test
    void codes1000And1006And1012AreAllFollowedByAnotherConnection() throws InterruptedException {
        start(options());
        welcomed(0).close(1000, "");
        welcomed(0).close(1012, "restart");
        welcomed(0);
        server.cut();
        welcomed(0);
    }

    @Test
    void aLapsedStreamIsBroughtBackByASnapshotInPartsThatStandsAfterTheLastAcknowledgedFrame() throws InterruptedException {
        var producer = start(options());
        var peer = welcomed(0);
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
        var producer = start(options());
        var peer = welcomed(0);
        producer.send(Signals.join("s", "e"));
        peer.frame();
        peer.lapsed();
        await().until(() -> !heard.lapses.isEmpty());
        producer.send(Signals.usage(1));
        var snapshot = peer.of("snapshot");
        assertThat(snapshot.getLong("seq")).isEqualTo(1);
        assertThat(peer.frame().getLong("seq")).isEqualTo(2);
    }

    @Test
    void whatIsAcknowledgedButNotDurableIsStillThereWhenTheServerGoesBack() throws InterruptedException {
        var producer = start(options());
        var peer = welcomed(0);
        for (int i = 1; i <= 4; i++) {
            producer.send(Signals.usage(i));
            peer.frame();
        }
        peer.ack(4, 2);
        producer.flush().await();
        clock.addAndGet(120_000);
        peer.close(1012, "lost writes");
        var next = welcomed(2);
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
        var producer = start(options().withBounds(100, Duration.ZERO, 1_000));
        var peer = welcomed(0);
        producer.send(Signals.join("s", "e"));
        peer.frame();
        peer.ack(1, 1);
        producer.flush().await();
        peer.close(1012, "emptied");
        var next = welcomed(0);
        var snapshot = next.of("snapshot");
        assertThat(snapshot.getLong("seq")).isEqualTo(1);
        assertThat(snapshot.getJsonArray("sessions")).hasSize(1);
        producer.send(Signals.leave("s"));
        assertThat(next.frame().getLong("seq")).isEqualTo(2);
    }

    @Test
    void atAThousandUnacknowledgedFramesItSendsNoMoreAndPushesBack() throws InterruptedException {
        var producer = start(options());
        var peer = welcomed(0);
        Future<Void> room = Future.succeededFuture();
        for (int i = 1; i <= 1_000; i++) {
            assertThat(room.succeeded()).isTrue();
            room = producer.send(Signals.usage(i));
            assertThat(peer.frame().getLong("seq")).isEqualTo(i);
        }
        var full = producer.send(Signals.usage(1_001));
        peer.nextOf(message -> "alive".equals(message.getString("type")));
        assertThat(full.isComplete()).isFalse();
        peer.ack(1, 1);
        full.await();
        assertThat(peer.frame().getLong("seq")).isEqualTo(1_001);
    }

    @Test
    void whoGoesOnAgainstBackPressureIsRefusedAtTwiceTheBound() throws InterruptedException {
        var producer = start(options().withBounds(10, Duration.ofSeconds(60), 1_000));
        server.peer();
        for (int i = 0; i < 20; i++) producer.send(Signals.usage(i));
        assertThatThrownBy(() -> producer.send(Signals.usage(20)).await()).isInstanceOf(IllegalStateException.class);
        assertThat(producer.counters().waiting()).isEqualTo(20);
    }

    @Test
    void aFencedProducerDoesNotComeBack() throws InterruptedException {
        var producer = start(options());
        var peer = welcomed(0);
        peer.close(4409, "fenced");
        await().untilAsserted(() -> assertThat(heard.ends).containsExactly(4409));
        assertThatThrownBy(() -> producer.send(Signals.usage(1)).await()).isInstanceOf(ProducerEnded.class);
        assertThatThrownBy(() -> producer.flush().await()).isInstanceOf(ProducerEnded.class);
        assertThat(server.peersWaiting()).isZero();
    }

    @Test
    void anUnknownKeyIsFinal() {
        server.refuseWith = 401;
        start(options());
        await().untilAsserted(() -> assertThat(heard.ends).containsExactly(401));
    }

    @Test
    void itGoesOnThroughAnotherAddress() throws InterruptedException {
        try (var other = new ScriptedServer(vertx)) {
            var producer = start(options().withServers(List.of(server.uri(), other.uri())));
            var peer = welcomed(0);
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
    void aMasterThatCannotBeServedNowWaitsForALaterWelcomeAndANewOneIsOpenedOnTheSameSocket() throws InterruptedException {
        var producer = start(options().withAccounts(List.of("acme", "globex")));
        var peer = server.peer();
        assertThat(peer.of("hello").getJsonArray("accounts")).containsExactly("acme", "globex");
        peer.welcome("acme", 0);
        producer.send(Signals.join("s", "e").put("account", "globex/west"));
        producer.send(Signals.join("t", "e").put("account", "acme/emea"));
        assertThat(peer.frame().getString("account")).isEqualTo("acme");
        peer.welcome("globex", 0);
        assertThat(peer.frame().getString("account")).isEqualTo("globex");
        producer.send(Signals.join("u", "e").put("account", "initech"));
        assertThat(peer.of("hello").getJsonArray("accounts")).contains("initech");
        peer.welcome("initech", 0);
        assertThat(peer.frame().getString("account")).isEqualTo("initech");
    }

    @Test
    void aSilentProducerSaysThatItLives() throws InterruptedException {
        start(options());
        welcomed(0).of("alive");
    }

    @Test
    void aRejectionNamesTheSignalAndAnUnknownSessionThatLivesIsJoinedAgain() throws InterruptedException {
        var producer = start(options());
        var peer = welcomed(0);
        producer.send(Signals.join("s", "e").put("role", "speaker"), 41);
        peer.frame();
        clock.addAndGet(5_000);
        producer.send(new JsonObject().put("type", "heartbeat").put("session", "s"), 42);
        peer.frame();
        peer.say(new JsonObject().put("type", "rejected").put("account", "acme").put("seq", 2).put("index", 0).put("code",
                "unknown_session").put("message", "no such session"));
        var again = peer.frame().getJsonArray("signals").getJsonObject(0);
        assertThat(again.getString("role")).isEqualTo("speaker");
        assertThat(again.getLong("at")).isEqualTo(1_005_000);
        assertThat(heard.rejections).singleElement().satisfies(rejection -> {
            assertThat(rejection.mark()).isEqualTo(42);
            assertThat(rejection.code()).isEqualTo("unknown_session");
            assertThat(rejection.signal()).contains("heartbeat");
        });
    }

    @Test
    void closingSendsWhatIsLeftAndWaitsForItsAcknowledgement() throws InterruptedException {
        var producer = start(options());
        producer.send(Signals.usage(1));
        var closed = producer.close();
        var peer = welcomed(0);
        peer.frame();
        assertThat(closed.isComplete()).isFalse();
        peer.ack(1, 0);
        closed.await();
    }

    @Test
    void closingFailsWhenSomethingIsLeftOver() throws InterruptedException {
        var producer = start(options());
        producer.send(Signals.usage(1));
        welcomed(0).frame();
        assertThatThrownBy(() -> producer.close(Duration.ofMillis(50)).await()).isInstanceOf(Exception.class);
    }

    @Test
    void withoutAccountsItWritesToTheMasterOfItsKey() throws InterruptedException {
        var producer = start(options().withAccounts(List.of()));
        var peer = server.peer();
        assertThat(peer.of("hello").containsKey("accounts")).isFalse();
        peer.welcome("globex", 0);
        producer.send(Signals.join("s", "e").put("account", "globex/west"));
        assertThat(peer.frame().getString("account")).isEqualTo("globex");
    }

    @Test
    void theKeyIsInNoText() {
        assertThat(options().toString()).doesNotContain("secret");
    }
}
