package io.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.log.Item;
import io.tidemark.signal.Signal;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeliveryIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String HELLO = "{\"type\":\"hello\",\"producer\":\"sfu\",\"incarnation\":\"i-1\"}";

    private final IngestServer server = new IngestServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whatALogHasNoRoomForComesInItsOrderOnceItHas() {
        try (var talker = Talker.open(server, "acme-key")) {
            server.log.brim();
            IntStream.range(0, 200).forEach(i -> talker.say("{\"type\":\"leave\",\"session\":\"s-" + i + "\"}"));
            await().atMost(PATIENCE).until(() -> server.metric("tidemark_ingest_waiting") == 1);
            assertThat(server.metric("tidemark_ingest_sockets_paused")).isEqualTo(1);
            assertThat(server.log.items()).isEmpty();
            server.log.drain();
            await().atMost(PATIENCE).until(() -> server.metric("tidemark_ingest_signals_accepted") == 200);
            assertThat(server.log.items(Item.Plain.class)).flatExtracting(Item.Plain::signals)
                    .extracting(numbered -> numbered.signal() instanceof Signal.Leave leave ? leave.session() : "")
                    .containsExactlyElementsOf(IntStream.range(0, 200).mapToObj(i -> "s-" + i).toList());
            assertThat(server.metric("tidemark_ingest_waiting")).isZero();
        }
    }

    @Test
    void aPeerThatIsGoneIsHeardOutAndThenForgotten() {
        server.log.brim();
        try (var talker = Talker.open(server, "acme-key")) {
            talker.say("{\"type\":\"leave\",\"session\":\"a\"}");
            await().atMost(PATIENCE).until(() -> server.metric("tidemark_ingest_sockets_paused") == 1);
            talker.say("{\"type\":\"leave\",\"session\":\"b\"}");
        }
        await().atMost(PATIENCE).until(() -> server.metric("tidemark_ingest_waiting") == 2);
        assertThat(server.metric("tidemark_ingest_sockets")).isEqualTo(1);
        assertThat(server.metric("tidemark_ingest_sockets_paused")).isZero();
        server.log.drain();
        await().atMost(PATIENCE).until(() -> server.metric("tidemark_ingest_signals_accepted") == 2);
        await().atMost(PATIENCE).until(() -> server.metric("tidemark_ingest_sockets") == 0);
    }

    @Test
    void aHelloThatWaitedUntilItsPeerWasGoneThrowsNobodyOut() {
        try (var holder = Talker.streaming(server)) {
            server.log.brim();
            try (var gone = Talker.open(server, "acme-key")) {
                gone.say(HELLO);
                await().atMost(PATIENCE).until(() -> server.metric("tidemark_ingest_sockets_paused") == 1);
                gone.say(HELLO);
            }
            await().atMost(PATIENCE).until(() -> server.metric("tidemark_ingest_sockets_paused") == 0);
            server.log.drain();
            await().atMost(PATIENCE).until(() -> server.metric("tidemark_ingest_sockets") == 1);
            holder.frame(1, "{\"type\":\"heartbeat\",\"session\":\"s\"}").hearAck(1);
            assertThat(server.log.items(Item.Opened.class)).hasSize(1);
        }
    }
}
