package io.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.log.Item;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Who is silent, slow or dead is let go; who is only not read by us is not.
class DeadlinesIT {

    private static final Duration SILENCE = Duration.ofSeconds(2);
    private static final String BEAT = "{\"type\":\"heartbeat\",\"session\":\"s\"}";

    @Test
    void aSilentPeerIsToldWhyItIsClosed() throws IOException {
        try (var server = quick(); var raw = RawSocket.upgraded(server)) {
            assertThat(raw.closeCode()).isEqualTo(4408);
        }
    }

    @Test
    void aDeadPeerThatAnswersNothingIsGoneAfterItsDeadline() throws IOException {
        try (var server = quick(); var raw = RawSocket.upgraded(server)) {
            raw.text(BEAT);
            await().atMost(15, TimeUnit.SECONDS).until(() -> server.metric("tidemark_ingest_sockets") == 0);
            assertThat(server.metric("tidemark_ingest_closes", "silent")).isEqualTo(1);
        }
    }

    @Test
    void aPingKeepsASocketOpen() throws IOException {
        try (var server = quick(); var raw = RawSocket.upgraded(server); var silent = RawSocket.upgraded(server)) {
            var pinging = server.vertx.setPeriodic(300, _ -> ping(raw));
            assertThat(silent.closeCode()).isEqualTo(4408);
            await().until(() -> server.metric("tidemark_ingest_sockets") == 1);
            server.vertx.cancelTimer(pinging);
            assertThat(raw.closeCode()).isEqualTo(4408);
        }
    }

    @Test
    void oneByteOfAMessageASecondIsSilence() throws IOException {
        try (var server = quick(); var raw = RawSocket.upgraded(server)) {
            raw.write((byte) 0x81, (byte) (0x80 | 125), (byte) 0, (byte) 0, (byte) 0, (byte) 0);
            server.vertx.setPeriodic(500, _ -> trickle(raw));
            assertThat(raw.closeCode()).isEqualTo(4408);
        }
    }

    @Test
    void theServersOwnDeadlineDoesNotReachSockets() throws IOException {
        try (var server = new IngestServer(IngestServer.QUICK, DeadlinesIT::hasty);
                var raw = RawSocket.upgraded(server);
                var other = RawSocket.connect(server)) {
            assertThat(other.isEnded()).isTrue();
            raw.text(BEAT);
            await().until(() -> server.log.items(Item.Plain.class).size() == 1);
        }
    }

    @Test
    void aSocketThatWeDoNotReadIsNotTimedOutAndIsSaidToLive() {
        try (var server = quick(); var talker = Talker.streaming(server)) {
            server.log.fill();
            talker.frame(1, BEAT);
            talker.hearAck(1);
            await().until(() -> server.metric("tidemark_ingest_sockets_paused") == 1);
            talker.frame(2, BEAT);
            await().during(SILENCE.plusSeconds(2)).atMost(20, TimeUnit.SECONDS).until(() -> server.metric("tidemark_ingest_sockets") == 1);
            assertThat(talker.hear("ack").getLong("seq")).isEqualTo(1);
            assertThat(server.log.items(Item.Frame.class)).hasSize(1);
            server.log.drain();
            talker.hearAck(2);
            assertThat(server.log.items(Item.Beat.class)).isNotEmpty().allMatch(Item.Beat::alive);
            assertThat(server.metric("tidemark_ingest_sockets_paused")).isZero();
        }
    }

    @Test
    void aPlainSocketThatWeDidNotReadIsSaidToLiveToo() {
        try (var server = quick(); var talker = Talker.open(server, "acme-key")) {
            talker.say(BEAT);
            await().until(() -> server.log.items(Item.Plain.class).size() == 1);
            server.log.fill();
            talker.say(BEAT);
            await().until(() -> server.metric("tidemark_ingest_sockets_paused") == 1);
            server.log.drain();
            await().until(() -> server.log.items(Item.Plain.class).stream().anyMatch(Item.Plain::alive));
        }
    }

    @Test
    void whoHasTooMuchUnansweredIsNotReadUntilTheLogAnswers() {
        try (var server = new IngestServer(IngestServer.limits(Duration.ofMinutes(1), Duration.ofSeconds(30), 10));
                var talker = Talker.streaming(server)) {
            server.log.fallSilent();
            for (int seq = 1; seq <= 50; seq++)
                talker.frame(seq, BEAT);
            await().until(() -> server.metric("tidemark_ingest_sockets_paused") == 1);
            assertThat(server.metric("tidemark_ingest_in_flight")).isEqualTo(10);
            server.log.answer();
            talker.hearAck(50);
            assertThat(server.metric("tidemark_ingest_in_flight")).isZero();
        }
    }

    @Test
    void aPeerThatNeverReadsItsAnswersIsNotReadAndThenClosed() throws IOException {
        try (var server = new IngestServer(IngestServer.limits(Duration.ofMinutes(1), Duration.ofSeconds(2), 1_000));
                var raw = RawSocket.upgraded(server, 4096)) {
            var writer = Thread.ofVirtual().start(() -> flood(raw, 0x81, "[7 ]".getBytes(StandardCharsets.US_ASCII)));
            await().atMost(60, TimeUnit.SECONDS).until(() -> server.metric("tidemark_ingest_closes", "too_slow") == 1);
            await().until(() -> server.metric("tidemark_ingest_sockets") == 0);
            raw.close();
            writer.interrupt();
        }
    }

    @Test
    void pingsWhosePongsAreNotReadAreNotAnsweredForEver() throws IOException {
        try (var server = new IngestServer(IngestServer.limits(Duration.ofMinutes(1), Duration.ofSeconds(2), 1_000));
                var raw = RawSocket.upgraded(server, 4096)) {
            var writer = Thread.ofVirtual().start(() -> flood(raw, 0x80 | RawSocket.PING, new byte[125]));
            await().atMost(60, TimeUnit.SECONDS).until(() -> server.metric("tidemark_ingest_closes", "too_slow") == 1);
            raw.close();
            writer.interrupt();
        }
    }

    @Test
    void aRevokedKeyClosesItsSockets() {
        try (var server = quick(); var talker = Talker.open(server, "acme-key"); var other = Talker.open(server, "all-key")) {
            server.revoked.add("k-1");
            assertThat(talker.closeCode()).isEqualTo(4401);
            assertThat(other.isClosed()).isFalse();
        }
    }

    private static IngestServer quick() {
        return new IngestServer(IngestServer.limits(SILENCE, Duration.ofSeconds(30), 1_000));
    }

    private static HttpServerOptions hasty(HttpServerOptions options) {
        return options.setReadIdleTimeout(1);
    }

    private static void ping(RawSocket raw) {
        try {
            raw.frame(0x80 | RawSocket.PING, new byte[0]);
        } catch (IOException closed) {
            throw new AssertionError(closed);
        }
    }

    private static void trickle(RawSocket raw) {
        try {
            raw.write((byte) 'x');
        } catch (IOException closed) {
            assertThat(raw.socket.isConnected()).isTrue();
        }
    }

    private static void flood(RawSocket raw, int first, byte[] payload) {
        try {
            for (int i = 0; i < 2_000_000; i++)
                raw.frame(first, payload);
        } catch (SocketException closed) {
            Thread.currentThread().interrupt();
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }
}
