package io.tidemark.ingest.decode;

import static io.tidemark.ingest.decode.Decoding.NOW;
import static io.tidemark.ingest.decode.Decoding.rejection;
import static io.tidemark.ingest.decode.Decoding.signal;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.signal.Id;
import io.tidemark.signal.About;
import io.tidemark.signal.EventState;
import io.tidemark.signal.Facts;
import io.tidemark.signal.Kind;
import io.tidemark.signal.Playback;
import io.tidemark.signal.Role;
import io.tidemark.signal.SessionClass;
import io.tidemark.signal.Signal.Event;
import io.tidemark.signal.Signal.Heartbeat;
import io.tidemark.signal.Signal.Join;
import io.tidemark.signal.Signal.Leave;
import io.tidemark.signal.Signal.Note;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignalReaderTest {

    private static final String JOIN = "{\"type\":\"join\",\"session\":\"s-1\",\"event\":\"e-1\",\"kind\":\"meeting\",\"role\":\"speaker\"";

    @Test
    void aJoinMayBeBare() {
        assertThat(signal(JOIN + "}")).isEqualTo(
                new Join(null, NOW, "s-1", "e-1", Kind.MEETING, Role.SPEAKER, null, Facts.NONE, About.NONE, 0, null));
    }

    @Test
    void aJoinTellsAllItsFacts() {
        assertThat(signal(
                JOIN + """
                        ,"account":"acme/emea","user":"u-1","at":"2026-11-21T11:59:00Z","title":"Stand-up","template":"conference","owner":"u-9",
                        "class":"sip","device":"tv","client":"web","platform":"webos","os":"webOS 6","browser":"Chrome","hardware":"LG","country":"de",
                        "content":"c-1","contentTitle":"A film","duration":61.5,"offer":"paid","timeout":30,"replaces":"s-0","unknown":{"a":[1]}}"""))
                .isEqualTo(new Join("acme/emea", NOW - 60_000, "s-1", "e-1", Kind.MEETING, Role.SPEAKER, "u-1",
                        new Facts(SessionClass.SIP, "tv", "web", "webos", "webOS 6", "Chrome", "LG", "DE", "c-1", "A film", 61.5, "paid"),
                        new About("Stand-up", "conference", "u-9"), 30, "s-0"));
    }

    @Test
    void whatIsNullOrAnEmptyTextIsNotGiven() {
        assertThat(signal(JOIN + ",\"user\":null,\"at\":null,\"client\":\"\",\"timeout\":null,\"replaces\":\"s-1\"}"))
                .isEqualTo(signal(JOIN + "}"));
    }

    @Test
    void aHeartbeatTellsItsPlayback() {
        assertThat(signal("{\"session\":\"s-1\",\"type\":\"heartbeat\"}")).isEqualTo(Heartbeat.of(null, NOW, "s-1"));
        assertThat(signal("{\"type\":\"heartbeat\",\"session\":\"s-1\",\"at\":" + (NOW - 5)
                + ",\"state\":\"paused\",\"position\":7,\"bytes\":1e3}"))
                .isEqualTo(new Heartbeat(null, NOW - 5, Id.of("s-1"), Playback.PAUSED, 7, 1000));
    }

    @Test
    void aLeaveHasAReason() {
        assertThat(signal("{\"type\":\"leave\",\"session\":\"s-1\",\"reason\":\"kicked\"}"))
                .isEqualTo(new Leave(null, NOW, "s-1", "kicked"));
    }

    @Test
    void anEventMayBePlanned() {
        assertThat(signal("""
                {"type":"event","event":"e-1","state":"planned","kind":"webinar","plannedStart":"2026-12-01T09:00:00+01:00",
                "plannedEnd":1796119200000,"expectedSpeakers":3,"expectedParticipants":500}"""))
                .isEqualTo(new Event(null, NOW, "e-1", EventState.PLANNED, Kind.WEBINAR, About.NONE,
                        Instant.parse("2026-12-01T08:00:00Z").toEpochMilli(), 1796119200000L, 3, 500));
    }

    @Test
    void usageIsWrittenCompactlyAndInOrder() {
        assertThat(
                signal("""
                        { "quantity": 1.5e3, "meter": "delivered.vod.bytes", "x": 1, "type": "usage", "user": "u\\"1", "account": "acme", "at": 1795262400000 }"""))
                .isEqualTo(note("acme", 1795262400000L, "usage",
                        "{\"type\":\"usage\",\"meter\":\"delivered.vod.bytes\",\"quantity\":1500,\"user\":\"u\\\"1\"}"));
    }

    @Test
    void aPersonIsWrittenWithItsPurchases() {
        assertThat(signal("""
                {"type":"user","user":"u-1","status":"active","registeredAt":"1969-01-01T00:00:00Z","language":"pt-BR","country":"BR",
                "attributes":{"b":"2","a":"1","none":null},"subscription":{"id":"x","kind":"gift","price":990,"currency":"EUR","start":0},
                "purchase":{"id":"y","kind":"rental","status":"expired"}}"""))
                .isEqualTo(note(null, NOW, "user", """
                        {"type":"user","user":"u-1","status":"active","registeredAt":-31536000000,"language":"pt-BR","country":"BR",\
                        "attributes":{"a":"1","b":"2"},"subscription":{"id":"x","kind":"gift","price":990,"currency":"EUR","start":0},\
                        "purchase":{"id":"y","kind":"rental","status":"expired"}}"""));
    }

    @Test
    void theMessageNamesFieldValueAndRemedy() {
        assertThat(rejection("{\"type\":\"join\",\"session\":\"s\",\"event\":\"e\",\"kind\":\"party\",\"role\":\"speaker\"}"))
                .isEqualTo(new Rejection(0, RejectionCode.UNKNOWN_KIND,
                        "kind must be one of meeting, webinar, call, live, vod; was \"party\""));
        assertThat(rejection("{\"type\":\"user\",\"user\":\"u\",\"purchase\":{\"id\":\"p\",\"price\":-1}}").message())
                .isEqualTo("purchase.price must be a whole number from 0 to 9007199254740992; was -1");
    }

    @Test
    void whatIsShownIsShortAndHarmless() {
        assertThat(rejection(JOIN + ",\"device\":\"\\u202Egpj\\u0000\\\"" + "x".repeat(100) + "\"}").message())
                .isEqualTo(
                        "device must be one of tv, computer, console, tablet, mobile, other; was \"\\u202egpj\\u0000\\\"" + "x".repeat(34)
                                + "…\"");
    }

    @Test
    void aStreamsJoinMayHaveBegunDaysAgo() {
        String old = JOIN + ",\"at\":" + (NOW - 3 * 86_400_000L) + "}";
        assertThat(rejection(old).code()).isEqualTo(RejectionCode.TOO_LATE);
        assertThat(((Message.Frame) Decoding.message("{\"seq\":1,\"signals\":[" + old + "]}")).batch().signals()).hasSize(1);
    }

    @Test
    void analyticsAreTakenSixtyTwoDaysBack() {
        String usage = "{\"type\":\"usage\",\"meter\":\"messages\",\"quantity\":1,\"at\":%d}";
        assertThat(signal(usage.formatted(NOW - 62 * 86_400_000L))).isInstanceOf(Note.class);
        assertThat(rejection(usage.formatted(NOW - 62 * 86_400_000L - 1)).code()).isEqualTo(RejectionCode.TOO_LATE);
    }

    @Test
    void aWrongClockIsCorrectedBeforeItIsJudged() {
        byte[] beat = ("{\"type\":\"heartbeat\",\"session\":\"s\",\"at\":" + (NOW + 3_600_000) + "}").getBytes(StandardCharsets.UTF_8);
        var message = new MessageDecoder().decode(beat, beat.length, new Reading(NOW, -3_600_000));
        assertThat(((Message.Plain) message).batch().signals().getFirst().signal()).isEqualTo(Heartbeat.of(null, NOW, "s"));
    }

    private static Note note(String account, long at, String type, String body) {
        return new Note(account, at, type, body.getBytes(StandardCharsets.UTF_8));
    }
}
