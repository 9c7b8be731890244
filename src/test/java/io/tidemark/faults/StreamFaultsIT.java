package io.tidemark.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tidemark.Tidemark;
import io.tidemark.faults.Installation.NodeProcess;
import io.tidemark.producer.Producer;
import io.tidemark.producer.ProducerListener;
import io.tidemark.producer.ProducerOptions;
import io.tidemark.testing.FaultProxy;
import io.tidemark.testing.PostgresProcess;
import io.tidemark.testing.RedisProcess;
import io.tidemark.testing.Scratch;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/// What happens to a stream on its way: said twice, out of order, cut, fenced, silent. Each fault strikes a master of its own on two
/// nodes, and counts once.
@Tag("faults")
@TestInstance(Lifecycle.PER_CLASS)
final class StreamFaultsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Vertx vertx = Vertx.vertx();
    private final WebSocketClient client = Peer.client(vertx);
    private final RedisProcess redis = RedisProcess.start();
    private final PostgresProcess postgres = PostgresProcess.start();
    private final Installation installation = new Installation(redis.url(), postgres);
    private final NodeProcess one = installation.startNode("stream-one", Tidemark.class);
    private final NodeProcess two = installation.startNode("stream-two", Tidemark.class);
    private final Metrics counted = new Metrics(one);
    private final FaultProxy proxy = FaultProxy.before(one.port);
    private final Verdict verdict = new Verdict(installation, List.of(one, two));

    @BeforeAll
    void begin() {
        installation.awaitReady(one);
        installation.awaitReady(two);
    }

    @AfterAll
    void end() {
        proxy.close();
        installation.close();
        redis.close();
        postgres.close();
        vertx.close();
    }

    @Test
    void theSameJoinAgainIsOneSession() {
        double before = counted.sum("tidemark_ingest_signals_repeated_total");
        var join = Peer.join("a");
        try (var peer = peer(one, "twice")) {
            peer.hello("i");
            peer.frame(1, join, join).frame(1, join, join).frame(2, join).hearAck(2);
        }
        for (NodeProcess node : List.of(one, two))
            assertThat(installation.post(node, "twice", join)).isEqualTo(200);
        verdict.settles("twice", 1, 1);
        assertThat(counted.sum("tidemark_ingest_signals_repeated_total")).isEqualTo(before + 2);
    }

    @Test
    void aLeaveThatOvertakesItsJoinLeavesNoGhost() {
        var join = Peer.join("a");
        try (var slow = Peer.connect(client, proxy.port(), "overtaken")) {
            proxy.holdRequests(true);
            slow.say(join.put("account", "overtaken").encode()).say("nonsense");
            assertThat(installation.post(one, "overtaken", Peer.leave("a"))).isEqualTo(200);
            proxy.holdRequests(false);
            slow.hear("rejected");
        }
        assertThat(installation.post(one, "overtaken", Peer.join("b"))).isEqualTo(200);
        verdict.settles("overtaken", 1, 1);
    }

    @Test
    void aGapIsAskedForAndWhatWasThereIsSkipped() {
        double repeated = counted.sum("tidemark_ingest_signals_repeated_total");
        double dropped = counted.sum("tidemark_ingest_signals_dropped_total");
        JsonObject first = Peer.join("a");
        JsonObject second = Peer.leave("a");
        JsonObject third = Peer.join("b");
        try (var peer = peer(one, "gap")) {
            peer.hello("i");
            peer.frame(1, first).hearAck(1);
            peer.frame(3, third);
            assertThat(peer.hear("resume").getLong("from")).isEqualTo(2);
            verdict.settles("gap", 1, 1);
            peer.frame(2, second).frame(3, third).hearAck(3);
            peer.frame(1, first).hearAck(3);
            peer.frame(2, second).hearAck(3);
            peer.frame(1, first).hearAck(3);
            verdict.settles("gap", 1, 1);
        }
        assertThat(counted.sum("tidemark_ingest_signals_dropped_total")).isEqualTo(dropped + 1);
        assertThat(counted.sum("tidemark_ingest_signals_repeated_total")).isEqualTo(repeated + 3);
    }

    @Test
    void whatWasCutBeforeTheAckIsSaidAgainAndCountsOnce() {
        double accepted = counted.sum("tidemark_ingest_signals_accepted_total");
        double repeated = counted.sum("tidemark_ingest_signals_repeated_total");
        JsonObject[] story = {Peer.join("a"), Peer.leave("a"), Peer.join("b")};
        try (var peer = Peer.connect(client, proxy.port(), "unheard")) {
            peer.hello("i");
            proxy.swallowReplies(true);
            peer.frame(1, story[0]).frame(2, story[1]).frame(3, story[2]);
            await().atMost(PATIENCE).until(() -> counted.sum("tidemark_ingest_signals_accepted_total") == accepted + 3);
            proxy.reset();
            proxy.swallowReplies(false);
            assertThat(peer.closeCode()).isEqualTo(1006);
        }
        try (var peer = Peer.connect(client, proxy.port(), "unheard")) {
            assertThat(peer.hello("i")).isEqualTo(3);
            for (int seq = 1; seq <= 3; seq++) peer.frame(seq, story[seq - 1]).hearAck(3);
        }
        verdict.settles("unheard", 1, 1);
        assertThat(counted.sum("tidemark_ingest_signals_repeated_total")).isEqualTo(repeated + 3);
    }

    /// At every moment one session lives: a frame that is applied by half or twice shows in the level or the peak.
    @Test
    void aFrameThatIsCutAtAnyByteIsTakenWholeOrNotAtAll() {
        var peer = Peer.connect(client, proxy.port(), "cut");
        peer.hello("i");
        var before = new JsonObject[]{Peer.join("s-100")};
        peer.frame(1, before).hearAck(1);
        int length = peer.frameText(100, Peer.leave("s-100"), Peer.join("s-101")).length() + 8;
        for (int cut = 1; cut <= length; cut++) {
            int seq = cut + 1;
            var swap = new JsonObject[]{Peer.leave("s-" + (99 + cut)), Peer.join("s-" + (100 + cut))};
            proxy.resetAfter(cut);
            peer.frame(seq, swap);
            assertThat(peer.closeCode()).as("cut after %s of %s bytes", cut, length).isEqualTo(1006);
            peer = Peer.connect(client, proxy.port(), "cut");
            assertThat(peer.hello("i")).as("cut after %s of %s bytes", cut, length).isBetween(cut < length ? seq - 1L : 0L,
                    cut < length ? seq - 1L : seq);
            peer.frame(seq, swap).hearAck(seq);
            peer.frame(seq - 1, before).hearAck(seq);
            before = swap;
        }
        verdict.settles("cut", 1, 1);
        peer.close();
    }

    @Test
    void aKilledProducersSessionsEndBeforeThoseOfTheNext() throws Exception {
        LoneProducer.start(one.address(), "killed", 40, true).close();
        try (var _ = LoneProducer.start(two.address(), "killed", 30, false)) {
            verdict.settles("killed", 30, 40);
        }
    }

    @Test
    void ofTwoProducersOfOneNameTheSecondStays() throws Exception {
        double fenced = counted.closes("fenced");
        var endedWith = new CompletableFuture<Integer>();
        Producer first = produce("same", List.of(one.address()), new ProducerListener() {
            @Override
            public void ended(int code, String reason) {
                endedWith.complete(code);
            }
        });
        join(first, 0, 5);
        Producer second = produce("same", List.of(two.address()), ProducerListener.NONE);
        join(second, 5, 8);
        assertThat(endedWith.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(4409);
        assertThatThrownBy(() -> Peer.await(first.send(Peer.join("late")))).hasMessageContaining("another socket has opened this stream");
        verdict.settles("same", 3, 5);
        assertThat(counted.closes("fenced")).isEqualTo(fenced + 1);
        assertThat(Files.readString(one.log)).contains("(platform) is closed with 4409: another socket has opened this stream");
        Peer.await(second.close());
    }

    @Test
    void whoFallsSilentIsOverAndComesBackWithASnapshot() throws Exception {
        try (var stopped = LoneProducer.start(one.address(), "stopped", 10, false);
                var cutOff = Peer.connect(client, proxy.port(), "half-open")) {
            cutOff.hello("i", 5);
            cutOff.frame(1, Peer.join("a"), Peer.join("b")).hearAck(1);
            Scratch.signal("STOP", stopped.pid());
            proxy.leaveHalfOpen();
            awaitLevel("stopped", 0);
            awaitLevel("half-open", 0);
            verdict.settles("stopped", 0, 10);
            verdict.settles("half-open", 0, 2);
            Scratch.signal("CONT", stopped.pid());
            awaitLevel("stopped", 10);
            verdict.settles("stopped", 10, 10);
        }
    }

    @Test
    void aProducerLeavesAHalfOpenConnectionByItself() {
        double fenced = counted.closes("fenced");
        Producer producer = produce("left", List.of(URI.create("ws://127.0.0.1:" + proxy.port()), two.address()), ProducerListener.NONE);
        join(producer, 0, 10);
        proxy.leaveHalfOpen();
        join(producer, 10, 15);
        verdict.settles("left", 15, 15);
        await().atMost(PATIENCE).until(() -> counted.closes("fenced") == fenced + 1);
        Peer.await(producer.close());
    }

    private Peer peer(NodeProcess node, String master) {
        return Peer.connect(client, node.port, master);
    }

    private Producer produce(String master, List<URI> servers, ProducerListener listener) {
        var options = ProducerOptions.of(servers.getFirst(), Installation.KEY, "platform").withServers(servers)
                .withAccounts(List.of(master)).withSilence(Duration.ofSeconds(2));
        return Producer.start(vertx, options, listener);
    }

    private static void join(Producer producer, int from, int to) {
        for (int i = from; i < to; i++)
            producer.send(Peer.join("s-" + i));
        Peer.await(producer.flush());
    }

    private void awaitLevel(String master, int level) {
        await(master).atMost(PATIENCE).until(() -> installation.level(two, master) == level);
    }
}
