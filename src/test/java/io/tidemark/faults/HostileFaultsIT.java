package io.tidemark.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.HastyTidemark;
import io.tidemark.faults.Installation.NodeProcess;
import io.tidemark.testing.PostgresProcess;
import io.tidemark.testing.RedisProcess;
import io.vertx.core.Vertx;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/// Peers that are slow on purpose, or hostile, in the middle of a good one's traffic: they are let go with the code that is documented,
/// counted, cost no memory, and the good one's figures are exact.
@Tag("faults")
@TestInstance(Lifecycle.PER_CLASS)
final class HostileFaultsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long MOST_MEMORY = 48 << 20;
    private static final int MANY = 200;
    private static final byte[] JOIN = Peer.join("ghost").put("account", "good").encode().getBytes(StandardCharsets.UTF_8);

    private final Vertx vertx = Vertx.vertx();
    private final RedisProcess redis = RedisProcess.start();
    private final PostgresProcess postgres = PostgresProcess.start();
    private final Installation installation = new Installation(redis.url(), postgres);
    private final NodeProcess node = installation.startNode("hostile", HastyTidemark.class);
    private final Metrics counted = new Metrics(node);
    private final Verdict verdict = new Verdict(installation, List.of(node));

    private Platform good;
    private long memory;

    @BeforeAll
    void begin() {
        installation.awaitReady(node);
        good = Platform.start(vertx, "good", List.of(node.address()), Installation.KEY, 1);
        good.awaitAcknowledged();
    }

    @BeforeEach
    void goOn() {
        memory = counted.memory();
    }

    @AfterEach
    void theGoodOneWasServedAndNothingWasHeld() {
        assertThat(counted.memory() - memory).as("bytes more than before").isLessThan(MOST_MEMORY);
        good.rest();
        verdict.settles(good);
        good.goOn();
    }

    @AfterAll
    void end() {
        good.close();
        installation.close();
        redis.close();
        postgres.close();
        vertx.close();
    }

    @Test
    void tenThousandHandshakesWithoutAKeyAreRefused() {
        double before = counted.sum("tidemark_ingest_handshakes_refused_total{status=\"401\"}");
        for (int connections = 0; connections < 100; connections++)
            try (var peer = RawPeer.connect(node.port)) {
                for (int i = 0; i < 100; i++)
                    assertThat(peer.handshake(RawPeer.INGEST, "Sec-WebSocket-Protocol: tidemark.v1.json")).startsWith("HTTP/1.1 401");
            }
        assertThat(counted.sum("tidemark_ingest_handshakes_refused_total{status=\"401\"}")).isEqualTo(before + 10_000);
    }

    @Test
    void aByteNowAndThenHoldsNobody() {
        double before = counted.closes("silent");
        double late = counted.sum("tidemark_http_dropped_total{reason=\"late\"}");
        var asking = many(() -> RawPeer.connect(node.port).write("GET /v1/ingest HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII)));
        var sending = many(() -> RawPeer.upgraded(node.port).write((byte) 0x81, (byte) (0x80 | 125), (byte) 0, (byte) 0, (byte) 0,
                (byte) 0));
        long trickle = vertx.setPeriodic(500, _ -> {
            asking.forEach(HostileFaultsIT::trickle);
            sending.forEach(HostileFaultsIT::trickle);
        });
        sending.forEach(peer -> assertThat(peer.closeCode()).isEqualTo(4408));
        asking.forEach(RawPeer::awaitEnd);
        vertx.cancelTimer(trickle);
        assertThat(counted.closes("silent")).isEqualTo(before + MANY);
        assertThat(counted.sum("tidemark_http_dropped_total{reason=\"late\"}")).isGreaterThanOrEqualTo(late + MANY);
        assertThat(counted.memory() - memory).as("bytes more than before").isLessThan(MOST_MEMORY);
        asking.forEach(RawPeer::close);
        sending.forEach(RawPeer::close);
    }

    @Test
    void messagesThatNeverEndAreTooLarge() {
        double before = counted.closes("too_large");
        byte[] part = new byte[60_000];
        for (int i = 0; i < MANY; i++)
            try (var peer = RawPeer.upgraded(node.port).frame(1, part)) {
                for (int parts = 0; parts < 4; parts++) peer.frame(0, part);
                assertThat(peer.closeCode()).isEqualTo(1009);
            }
        assertThat(counted.closes("too_large")).isEqualTo(before + MANY);
    }

    @Test
    void framesThatAreNoneEndTheirOwnSocketOnly() {
        double before = counted.closes("protocol_error");
        double tooLarge = counted.closes("too_large");
        byte[] bomb = new byte[61_000];
        refused(peer -> peer.write((byte) 0x81, (byte) 2, (byte) '{', (byte) '}'));
        refused(peer -> peer.frame(0x83, JOIN));
        refused(peer -> peer.frame(0x80 | 0x40 | 1, bomb));
        refused(peer -> peer.frame(0x80, JOIN));
        refused(peer -> peer.frame(1, JOIN).frame(0x81, JOIN));
        refused(peer -> peer.frame(9, JOIN));
        assertThat(counted.closes("protocol_error")).isEqualTo(before + 6);
        try (var peer = RawPeer.upgraded(node.port)) {
            peer.write((byte) 0x81, (byte) 0xff, (byte) 0x40, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 0,
                    (byte) 0, (byte) 0, (byte) 0, (byte) 0);
            assertThat(peer.closeCode()).isEqualTo(1009);
        }
        assertThat(counted.closes("too_large")).isEqualTo(tooLarge + 1);
    }

    /// Both ping as fast as they can, and every pong would wait for them.
    @Test
    void whoReadsNothingIsLetGo() throws Exception {
        double slow = counted.closes("too_slow");
        try (var viewer = viewer(); var sender = RawPeer.upgraded(node.port); var other = viewer()) {
            await().atMost(PATIENCE).until(() -> counted.sum("tidemark_wallboard_viewers ") == 2);
            double sent = counted.sum("tidemark_wallboard_frames_total{result=\"sent\"}");
            var floods = Stream.of(viewer, sender).map(peer -> Thread.ofVirtual().start(() -> flood(peer))).toList();
            var reader = Thread.ofVirtual().start(other::closeCode);
            await().atMost(PATIENCE).until(() -> counted.sum("tidemark_wallboard_closed_slow_total ") == 1);
            await().atMost(PATIENCE).until(() -> counted.closes("too_slow") == slow + 1);
            assertThat(counted.memory() - memory).as("bytes more than before").isLessThan(MOST_MEMORY);
            await().atMost(PATIENCE).until(() -> counted.sum("tidemark_wallboard_viewers ") == 1);
            assertThat(counted.sum("tidemark_wallboard_frames_total{result=\"skipped\"}")).isPositive();
            assertThat(counted.sum("tidemark_wallboard_frames_total{result=\"sent\"}")).isGreaterThan(sent);
            assertThat(reader.isAlive()).as("the other viewer is served").isTrue();
            for (var flood : floods) flood.join();
        }
    }

    private RawPeer viewer() {
        return RawPeer.upgraded(node.port, "/v1/live?account=good", "tidemark.live.v1.json");
    }

    private static void flood(RawPeer peer) {
        try {
            for (;;) peer.frame(0x89, new byte[125]);
        } catch (UncheckedIOException closed) {
            Thread.yield();
        }
    }

    private void refused(Consumer<RawPeer> hostile) {
        try (var peer = RawPeer.upgraded(node.port)) {
            hostile.accept(peer);
            assertThat(peer.closeCode()).isIn(1002, -1);
        }
    }

    private static List<RawPeer> many(Supplier<RawPeer> peer) {
        return IntStream.range(0, MANY).mapToObj(_ -> peer.get()).toList();
    }

    private static void trickle(RawPeer peer) {
        try {
            peer.write((byte) 'x');
        } catch (UncheckedIOException closed) {
            Thread.yield();
        }
    }
}
