package io.tidemark.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProducerTest {
    private final Bench bench = new Bench();

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void saysHelloWithItsKeyAndSendsNothingBeforeTheWelcome() throws InterruptedException {
        var producer = bench.start(bench.options());
        producer.send(Signals.join("s", "e"));
        var peer = bench.server.peer();
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
        var producer = bench.start(bench.options());
        var signal = Signals.join("s", "e");
        producer.send(signal.copy().put("at", 17));
        producer.send(signal);
        var frame = bench.welcomed(0).frame().getJsonArray("signals");
        assertThat(frame.getJsonObject(0).getLong("at")).isEqualTo(17);
        assertThat(signal.containsKey("at")).isFalse();
    }

    @Test
    void whatIsSentInOneTurnGoesIntoOneFrame() throws InterruptedException {
        var producer = bench.start(bench.options());
        var peer = bench.welcomed(0);
        producer.send(Signals.usage(0)).await();
        peer.frame();
        bench.vertx.runOnContext(_ -> {
            for (int i = 0; i < 10; i++) producer.send(Signals.usage(i));
        });
        assertThat(peer.frame().getJsonArray("signals")).hasSize(10);
    }

    @Test
    void atAThousandUnacknowledgedFramesItSendsNoMoreAndPushesBack() throws InterruptedException {
        var producer = bench.start(bench.options());
        var peer = bench.welcomed(0);
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
        var producer = bench.start(bench.options().withBounds(10, Duration.ofSeconds(60), 1_000));
        bench.server.peer();
        for (int i = 0; i < 20; i++) producer.send(Signals.usage(i));
        assertThatThrownBy(() -> producer.send(Signals.usage(20)).await()).isInstanceOf(IllegalStateException.class);
        assertThat(producer.counters().waiting()).isEqualTo(20);
    }

    @Test
    void aFencedProducerDoesNotComeBack() throws InterruptedException {
        var producer = bench.start(bench.options());
        var peer = bench.welcomed(0);
        peer.close(4409, "fenced");
        await().untilAsserted(() -> assertThat(bench.heard.ends).containsExactly(4409));
        assertThatThrownBy(() -> producer.send(Signals.usage(1)).await()).isInstanceOf(ProducerEnded.class);
        assertThatThrownBy(() -> producer.flush().await()).isInstanceOf(ProducerEnded.class);
        assertThat(bench.server.peersWaiting()).isZero();
    }

    @Test
    void aHelloThatIsRejectedIsFinal() throws InterruptedException {
        bench.start(bench.options());
        var peer = bench.server.peer();
        peer.of("hello");
        peer.say(new JsonObject().put("type", "rejected").put("code", "other_account").put("message", "accounts must be globex"));
        await().untilAsserted(() -> assertThat(bench.heard.ends).containsExactly(403));
    }

    @Test
    void anUnknownKeyIsFinal() {
        bench.server.refuseWith = 401;
        bench.start(bench.options());
        await().untilAsserted(() -> assertThat(bench.heard.ends).containsExactly(401));
    }

    @Test
    void aMasterThatCannotBeServedNowWaitsForALaterWelcomeAndANewOneIsOpenedOnTheSameSocket() throws InterruptedException {
        var producer = bench.start(bench.options().withAccounts(List.of("acme", "globex")));
        var peer = bench.server.peer();
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
        bench.start(bench.options());
        bench.welcomed(0).of("alive");
    }

    @Test
    void itSaysSoBeforeItsOwnTimeoutWhenTheServerAsksForItLater() throws InterruptedException {
        bench.start(bench.options().withTimeout(Duration.ofSeconds(5)));
        var peer = bench.server.peer();
        peer.of("hello");
        peer.say(new JsonObject("{\"type\":\"welcome\",\"heartbeatSeconds\":3600,\"node\":\"n\",\"streams\":{\"acme\":{\"acked\":0}}}"));
        peer.of("alive");
    }

    @Test
    void closingSendsWhatIsLeftAndWaitsForItsAcknowledgement() throws InterruptedException {
        var producer = bench.start(bench.options());
        producer.send(Signals.usage(1));
        var closed = producer.close();
        var peer = bench.welcomed(0);
        peer.frame();
        assertThat(closed.isComplete()).isFalse();
        peer.ack(1, 0);
        closed.await();
    }

    @Test
    void closingFailsWhenSomethingIsLeftOver() throws InterruptedException {
        var producer = bench.start(bench.options());
        producer.send(Signals.usage(1));
        bench.welcomed(0).frame();
        assertThatThrownBy(() -> producer.close(Duration.ofMillis(50)).await()).isInstanceOf(Exception.class);
    }

    @Test
    void withoutAccountsItWritesToTheMasterOfItsKey() throws InterruptedException {
        var producer = bench.start(bench.options().withAccounts(List.of()));
        var peer = bench.server.peer();
        assertThat(peer.of("hello").containsKey("accounts")).isFalse();
        peer.welcome("globex", 0);
        producer.send(Signals.join("s", "e").put("account", "globex/west"));
        assertThat(peer.frame().getString("account")).isEqualTo("globex");
    }
}
