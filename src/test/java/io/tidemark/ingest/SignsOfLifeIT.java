package io.tidemark.ingest;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.log.Item;
import io.tidemark.signal.Signal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SignsOfLifeIT {

    private static final String BEAT = "{\"type\":\"heartbeat\",\"session\":\"s-1\"}";
    private static final String JOIN = "{\"type\":\"join\",\"session\":\"s-1\",\"event\":\"e-1\",\"kind\":\"call\",\"role\":\"speaker\"}";

    private static final int STREAMS = 200;
    private static final Duration A_SWEEP_AND_MORE = Duration.ofMillis(1_200);

    private final IngestServer server = new IngestServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void signsOfLifeTravelOutsideFramesAndNothingElseDoes() {
        try (var talker = Talker.streaming(server)) {
            talker.say("[" + BEAT + "," + JOIN + ",{\"type\":\"alive\"}]");
            assertThat(talker.hearRejected("unnumbered").getInteger("index")).isEqualTo(1);
            await().until(() -> server.log.items(Item.Beat.class).stream().anyMatch(Item.Beat::alive));
            assertThat(server.log.items(Item.Beat.class).getFirst().heartbeats()).extracting(Signal.Heartbeat::session)
                    .containsExactly("s-1");
        }
    }

    @Test
    void whatASocketSaysIsPassedOnOnceForAllItsStreams() {
        try (var talker = Talker.open(server, "all-key")) {
            open(talker);
            talker.say("{\"type\":\"alive\"}");
            await().until(() -> !server.log.items(Item.Plain.class).isEmpty());
            var seq = new AtomicLong();
            await().until(() -> {
                talker.say("{\"account\":\"m7\",\"seq\":" + seq.incrementAndGet() + ",\"signals\":[" + BEAT + "]}");
                return server.log.items(Item.Plain.class).stream().anyMatch(item -> !item.alive());
            });
            assertThat(server.log.items(Item.Beat.class)).hasSizeLessThan(20);
            assertThat(server.log.items(Item.Plain.class)).hasSizeLessThan(20).allMatch(item -> item.signals().isEmpty());
        }
    }

    @Test
    void streamsThatTheLogHasForgottenAreOpenedAgainThoughTheyAreSilent() {
        try (var talker = Talker.open(server, "all-key")) {
            open(talker);
            server.log.forgetStreams();
            talker.say("{\"type\":\"alive\"}");
            await().until(() -> server.log.items(Item.Opened.class).size() == 2 * STREAMS);
        }
    }

    @Test
    void eachStreamAsksNowAndThenWhetherItIsKnownThoughOnlyAliveIsSaid() {
        try (var talker = Talker.open(server, "all-key")) {
            open(talker, 5);
            await().atMost(Duration.ofSeconds(30)).pollInterval(A_SWEEP_AND_MORE).until(() -> {
                talker.say("{\"type\":\"alive\"}");
                return server.log.items(Item.Beat.class).stream().map(Item.Beat::stream).distinct().count() == STREAMS;
            });
        }
    }

    @Test
    void aliveInFramesIsPassedOnHoweverManyFramesCome() {
        try (var talker = Talker.streaming(server)) {
            long until = System.nanoTime() + 2_500_000_000L;
            for (int seq = 1; System.nanoTime() < until; seq++)
                talker.frame(seq, BEAT, "{\"type\":\"alive\"}").hearAck(seq);
            assertThat(server.log.items(Item.Beat.class)).isNotEmpty().hasSizeLessThan(5).allMatch(Item.Beat::alive);
        }
    }

    /// Whatever the server's own hesitation, who has fallen silent in a socket that speaks must end: a pause of a moment says nothing of them.
    @Test
    void onlyAPauseThatLastsCallsTheSessionsOfASocketAlive() {
        assertThat(plainItemsAfterAPause(Duration.ZERO)).filteredOn(Item.Plain::alive).hasSize(1);
        assertThat(plainItemsAfterAPause(Duration.ofHours(1))).noneMatch(Item.Plain::alive);
    }

    private static List<Item.Plain> plainItemsAfterAPause(Duration madeUpFor) {
        try (var server = new IngestServer(IngestServer.limits(Duration.ofMinutes(1), Duration.ofSeconds(30), 1_000, madeUpFor));
                var talker = Talker.open(server, "acme-key")) {
            server.log.brim();
            talker.say(BEAT);
            await().pollDelay(A_SWEEP_AND_MORE).until(() -> server.metric("tidemark_ingest_sockets_paused") == 1);
            server.log.drain();
            await().until(() -> server.metric("tidemark_ingest_sockets_paused") == 0);
            talker.say(JOIN);
            await().pollDelay(A_SWEEP_AND_MORE).until(() -> server.metric("tidemark_ingest_signals_accepted") == 2);
            return server.log.items(Item.Plain.class);
        }
    }

    private static void open(Talker talker) {
        open(talker, 90);
    }

    private static void open(Talker talker, int timeout) {
        talker.say("{\"type\":\"hello\",\"producer\":\"sfu\",\"incarnation\":\"i-1\",\"timeout\":" + timeout + ",\"accounts\":["
                + IntStream.range(0, STREAMS).mapToObj(i -> "\"m" + i + "\"").collect(joining(",")) + "]}");
        assertThat(talker.hear("welcome").getJsonObject("streams").size()).isEqualTo(STREAMS);
    }
}
