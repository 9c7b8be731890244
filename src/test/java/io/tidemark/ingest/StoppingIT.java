package io.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class StoppingIT {

    private static final String BEAT = "{\"type\":\"heartbeat\",\"session\":\"s\"}";

    @Test
    void whatWasTakenIsAcknowledgedBeforeTheSocketIsClosedWith1012() {
        try (var server = new IngestServer(); var talker = Talker.streaming(server)) {
            server.log.fallSilent();
            talker.frame(1, BEAT);
            await().until(() -> server.metric("tidemark_ingest_in_flight") == 1);
            var stopped = server.stop();
            await().until(() -> server.metric("tidemark_ingest_sockets_paused") == 1);
            server.log.answer();
            talker.hearAck(1);
            assertThat(talker.closeCode()).isEqualTo(1012);
            IngestServer.await(stopped);
        }
    }

    @Test
    void aLogThatDoesNotAnswerDelaysTheStopNoLongerThanTheDeadline() {
        try (var server = new IngestServer(); var talker = Talker.streaming(server)) {
            server.log.fallSilent();
            talker.frame(1, BEAT);
            await().until(() -> server.metric("tidemark_ingest_in_flight") == 1);
            var stopped = server.stop();
            assertThat(talker.closeCode()).isEqualTo(1012);
            IngestServer.await(stopped);
        }
    }

    @Test
    void aPeerThatNeverAnswersTheCloseDoesNotHoldTheStopUp() throws IOException {
        try (var server = new IngestServer(); var raw = RawSocket.upgraded(server)) {
            var stopped = server.stop();
            assertThat(raw.closeCode()).isEqualTo(1012);
            IngestServer.await(stopped);
            assertThat(raw.isEnded()).isTrue();
        }
    }

    @Test
    void newConnectionsAreNotTakenWhileItStops() {
        try (var server = new IngestServer(); var talker = Talker.streaming(server)) {
            server.log.fallSilent();
            talker.frame(1, BEAT);
            await().until(() -> server.metric("tidemark_ingest_in_flight") == 1);
            int port = server.port();
            var stopped = server.stop();
            await().until(() -> !accepts(port));
            server.log.answer();
            IngestServer.await(stopped);
        }
    }

    private static boolean accepts(int port) {
        try (var socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }
}
