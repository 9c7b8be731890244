package io.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.log.Item;
import io.tidemark.log.Numbered;
import io.tidemark.signal.Signal.Leave;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever comes is answered as documented, its neighbours are unharmed, and the socket stays open.
class HostileIT {

    private static final IngestServer SERVER = new IngestServer();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    static Stream<HostileSignals> signals() {
        return HostileSignals.all();
    }

    static Stream<HostileMessages> messages() {
        return HostileMessages.all();
    }

    @ParameterizedTest
    @MethodSource("signals")
    void aHostileSignalIsAnsweredAndCostsNobodyElse(HostileSignals hostile) {
        String before = leave();
        String after = leave();
        String last = leave();
        try (var talker = Talker.open(SERVER, "acme-key")) {
            talker.say("[" + json(before) + "," + hostile.signal() + "," + json(after) + "]");
            var rejected = talker.hearRejected(hostile.code());
            assertThat(rejected.getInteger("index")).isEqualTo(1);
            assertThat(rejected.getString("message")).contains(hostile.says()).hasSizeLessThan(400);
            talker.say(json(last));
            await().until(() -> isLogged(before) && isLogged(after) && isLogged(last));
            assertThat(talker.isSilent()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aHostileMessageIsAnsweredAndTheSocketGoesOn(HostileMessages hostile) {
        String after = leave();
        try (var talker = hostile.streaming() ? Talker.streaming(SERVER) : Talker.open(SERVER, "acme-key")) {
            if (hostile.streaming()) {
                talker.frame(1, json(leave()));
                talker.hearAck(1);
            }
            talker.say(hostile.message());
            var rejected = talker.hearRejected(hostile.code());
            assertThat(rejected.getString("message")).isNotBlank().hasSizeLessThan(400);
            if (hostile.streaming()) {
                talker.frame(2, json(after));
                talker.hearAck(2);
            } else {
                talker.say(json(after));
            }
            await().until(() -> isLogged(after));
        } finally {
            SERVER.log.forgetStreams();
        }
    }

    @Test
    void thereAreEnoughOfThem() {
        assertThat(HostileSignals.all().count() + HostileMessages.all().count()).isGreaterThanOrEqualTo(60);
    }

    @Test
    void aFrameWithTooMuchInItTakesItsPlaceWithNothingInIt() {
        try (var talker = Talker.streaming(SERVER)) {
            talker.say("{\"seq\":1,\"signals\":[" + (json("s") + ",").repeat(1000) + json("s") + "]}");
            assertThat(talker.hearRejected("too_many").getLong("seq")).isEqualTo(1);
            talker.hearAck(1);
            talker.say("{\"seq\":2}");
            talker.hearRejected("missing_field");
            talker.hearAck(2);
        } finally {
            SERVER.log.forgetStreams();
        }
    }

    @Test
    void aHundredMalformedInARowCloseTheSocketAndNinetyNineDoNot() {
        try (var talker = Talker.open(SERVER, "acme-key")) {
            for (int i = 0; i < 99; i++)
                talker.say("}");
            talker.say("{\"type\":\"alive\"}");
            for (int i = 0; i < 100; i++)
                talker.say("}");
            for (int i = 0; i < 199; i++)
                talker.hearRejected("malformed");
            assertThat(talker.closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void binaryMessagesAreRefused() {
        try (var talker = Talker.open(SERVER, "acme-key")) {
            talker.binary(json("s").getBytes(StandardCharsets.UTF_8));
            assertThat(talker.closeCode()).isEqualTo(1003);
        }
    }

    @Test
    void aMessageOf256KiBIsTakenAndOneByteMoreClosesTheSocket() {
        String after = leave();
        try (var talker = Talker.open(SERVER, "acme-key")) {
            String json = json(after);
            talker.say(json + " ".repeat(IngestLimits.LARGEST_MESSAGE - json.length()));
            await().until(() -> isLogged(after));
            talker.say(json + " ".repeat(IngestLimits.LARGEST_MESSAGE + 1 - json.length()));
            assertThat(talker.closeCode()).isEqualTo(1009);
        }
    }

    @Test
    void countersAddUp() {
        try (var talker = Talker.open(SERVER, "acme-key")) {
            talker.say("[7," + json(leave()) + "]").say("nonsense");
            talker.hearRejected("not_a_signal");
            talker.hearRejected("malformed");
        }
        await().untilAsserted(() -> assertThat(SERVER.metric("tidemark_ingest_signals_received"))
                .isEqualTo(SERVER.metric("tidemark_ingest_signals_accepted") + SERVER.sum("tidemark_ingest_signals_rejected")
                        + SERVER.metric("tidemark_ingest_signals_repeated") + SERVER.metric("tidemark_ingest_signals_dropped")));
    }

    private static String leave() {
        return UUID.randomUUID().toString();
    }

    private static String json(String session) {
        return "{\"type\":\"leave\",\"session\":\"" + session + "\"}";
    }

    private static boolean isLogged(String session) {
        return SERVER.log.items().stream().flatMap(HostileIT::signals).map(Numbered::signal)
                .anyMatch(signal -> signal instanceof Leave left && left.session().equals(session));
    }

    private static Stream<Numbered> signals(Item item) {
        return switch (item) {
            case Item.Plain plain -> plain.signals().stream();
            case Item.Frame frame -> frame.signals().stream();
            default -> Stream.empty();
        };
    }
}
