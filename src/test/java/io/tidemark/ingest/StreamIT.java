package io.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.log.EntryId;
import io.tidemark.log.Item;
import io.tidemark.log.Origin;
import io.tidemark.log.StreamId;
import io.tidemark.presence.Notice;
import io.tidemark.shard.FeedMessage;
import io.tidemark.shard.ShardOf;
import io.tidemark.signal.Signal;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamIT {

    private static final StreamId STREAM = new StreamId("acme", "acme", "sfu");
    private static final String BEAT = "{\"type\":\"heartbeat\",\"session\":\"s-1\"}";
    private static final String JOIN = "{\"type\":\"join\",\"session\":\"s-1\",\"event\":\"e-1\",\"kind\":\"call\",\"role\":\"speaker\"}";

    private final IngestServer server = new IngestServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void framesAreAcknowledgedOnceTheyAreInTheLog() {
        try (var talker = Talker.streaming(server)) {
            talker.frame(1, JOIN).frame(2, BEAT, BEAT);
            assertThat(talker.hearAck(2)).isEqualTo(new JsonObject("{\"type\":\"ack\",\"account\":\"acme\",\"seq\":2,\"durable\":2}"));
            assertThat(server.log.items(Item.Frame.class)).extracting(Item.Frame::sequence).containsExactly(1L, 2L);
            assertThat(server.metric("tidemark_ingest_signals_accepted")).isEqualTo(3);
        }
    }

    @Test
    void durableFollowsOnceItIs() {
        try (var talker = Talker.streaming(server)) {
            server.log.beLazy();
            talker.frame(1, JOIN);
            assertThat(talker.hearAck(1).getLong("durable")).isZero();
            server.log.makeDurable();
            assertThat(talker.hear("ack").getLong("durable")).isEqualTo(1);
        }
    }

    @Test
    void framesThatAreLostBeforeTheyAreDurableAreAskedForThoughNothingIsSent() {
        try (var talker = Talker.streaming(server)) {
            talker.frame(1, JOIN);
            talker.hearAck(1);
            server.log.beLazy();
            talker.frame(2, BEAT).frame(3, BEAT);
            talker.hearAck(3);
            server.log.goBack(STREAM, 1);
            server.log.noticeLoss();
            assertThat(talker.hear("resume").getLong("from")).isEqualTo(2);
            server.log.makeDurable();
            talker.frame(2, BEAT).frame(3, BEAT);
            assertThat(talker.hearAck(3).getLong("durable")).isEqualTo(1);
            server.log.makeDurable();
            assertThat(talker.hear("ack").getLong("durable")).isEqualTo(3);
        }
    }

    @Test
    void theOnlyStreamNeedNotBeNamed() {
        try (var talker = Talker.streaming(server)) {
            talker.say("{\"seq\":1,\"signals\":[" + BEAT + "]}");
            talker.hearAck(1);
        }
    }

    @Test
    void aRepeatedFrameIsAcknowledgedAndNotLoggedAgain() {
        try (var talker = Talker.streaming(server)) {
            talker.frame(1, JOIN);
            talker.hearAck(1);
            talker.frame(1, JOIN);
            talker.hearAck(1);
            assertThat(server.log.items(Item.Frame.class)).hasSize(1);
            assertThat(server.metric("tidemark_ingest_signals_repeated")).isEqualTo(1);
        }
    }

    @Test
    void aGapIsAnsweredWithResumeAndSaidAgain() {
        try (var talker = Talker.streaming(server)) {
            talker.frame(1, JOIN);
            talker.hearAck(1);
            talker.frame(3, BEAT).frame(4, BEAT).frame(5, BEAT);
            assertThat(talker.hear("resume").getLong("from")).isEqualTo(2);
            assertThat(talker.hear("resume").getLong("from")).isEqualTo(2);
            talker.frame(2, BEAT).frame(3, BEAT).frame(4, BEAT);
            talker.hearAck(4);
            assertThat(server.log.items(Item.Frame.class)).extracting(Item.Frame::sequence).containsExactly(1L, 2L, 3L, 4L);
        }
    }

    @Test
    void lostWritesAreAskedForAgain() {
        try (var talker = Talker.streaming(server)) {
            talker.frame(1, JOIN).frame(2, BEAT).frame(3, BEAT);
            talker.hearAck(3);
            server.log.goBack(STREAM, 1);
            talker.frame(4, BEAT);
            assertThat(talker.hear("resume").getLong("from")).isEqualTo(2);
            talker.frame(2, BEAT);
            assertThat(talker.hearAck(2).getLong("seq")).isEqualTo(2);
        }
    }

    @Test
    void aForgottenStreamIsOpenedAgainByTheSameSocket() {
        try (var talker = Talker.streaming(server)) {
            talker.frame(1, JOIN);
            talker.hearAck(1);
            server.log.forgetStreams();
            talker.frame(2, BEAT);
            assertThat(talker.hear("resume").getLong("from")).isEqualTo(1);
            talker.frame(1, JOIN).frame(2, BEAT);
            talker.hearAck(2);
            assertThat(server.log.items(Item.Opened.class)).hasSize(2);
        }
    }

    @Test
    void anotherSocketFencesTheOlderOne() {
        try (var older = Talker.streaming(server); var newer = Talker.streaming(server)) {
            older.frame(1, JOIN);
            assertThat(older.closeCode()).isEqualTo(4409);
            newer.frame(1, JOIN);
            newer.hearAck(1);
            assertThat(server.metric("tidemark_ingest_closes", "fenced")).isEqualTo(1);
        }
    }

    @Test
    void anIdleSocketHearsFromTheFeedThatItIsFenced() {
        try (var talker = Talker.streaming(server)) {
            var own = server.log.items(Item.Opened.class).getFirst().origin();
            tell(new Notice.Opened(own, STREAM));
            talker.frame(1, JOIN);
            talker.hearAck(1);
            tell(new Notice.Opened(new Origin(815, 1), STREAM));
            assertThat(talker.closeCode()).isEqualTo(4409);
        }
    }

    @Test
    void anOldNoticeOfAnotherOpenerFencesNobody() {
        try (var talker = Talker.streaming(server)) {
            server.log.tell(new FeedMessage(ShardOf.master("acme", 4), EntryId.ZERO, EntryId.ZERO, List.of(), List.of(),
                    List.of(new Notice.Opened(new Origin(815, 1), STREAM))));
            talker.frame(1, JOIN);
            talker.hearAck(1);
        }
    }

    @Test
    void anOldIncarnationDoesNotComeBack() {
        try (var talker = Talker.open(server, "acme-key")) {
            talker.say("{\"type\":\"hello\",\"producer\":\"sfu\",\"incarnation\":\"old-1\"}");
            assertThat(talker.closeCode()).isEqualTo(4410);
        }
    }

    @Test
    void aMasterThatCannotBeServedNowIsAnnouncedLater() {
        try (var talker = Talker.open(server, "all-key")) {
            server.log.fallSilent();
            talker.say("{\"type\":\"hello\",\"producer\":\"sfu\",\"incarnation\":\"i\",\"accounts\":[\"acme\",\"beta\"]}");
            assertThat(talker.hear("welcome").getJsonObject("streams")).isEmpty();
            server.log.answer();
            assertThat(talker.hear("welcome").getJsonObject("streams").fieldNames()).containsExactly("acme");
            assertThat(talker.hear("welcome").getJsonObject("streams").fieldNames()).containsExactly("beta");
        }
    }

    @Test
    void welcomeNamesTheNodeAndTheHeartbeat() {
        try (var talker = Talker.open(server, "all-key")) {
            talker.say("{\"type\":\"hello\",\"producer\":\"sfu\",\"incarnation\":\"i\",\"accounts\":[\"acme\",\"beta\"],\"timeout\":30}");
            assertThat(talker.hear("welcome")).isEqualTo(new JsonObject("{\"type\":\"welcome\",\"streams\":{\"acme\":{\"acked\":0},"
                    + "\"beta\":{\"acked\":0}},\"heartbeatSeconds\":30,\"node\":\"node-1\"}"));
            assertThat(server.log.items(Item.Opened.class)).extracting(Item.Opened::timeout).containsExactly(30, 30);
            assertThat(server.log.items(Item.Opened.class)).extracting(item -> item.stream().account()).containsOnly("*");
        }
    }

    @Test
    void aSnapshotIsAcknowledgedOnceByItsLastPart() {
        try (var talker = Talker.streaming(server)) {
            String part = "{\"type\":\"snapshot\",\"account\":\"acme\",\"seq\":7,\"part\":%d,\"last\":%b,\"sessions\":[" + JOIN + "]}";
            talker.say(part.formatted(1, false)).frame(8, BEAT).say(part.formatted(3, true)).say(part.formatted(2, true)).frame(8, BEAT);
            talker.hearRejected("snapshot_unfinished");
            talker.hearRejected("part_out_of_order");
            assertThat(talker.hearAck(7).getLong("seq")).isGreaterThanOrEqualTo(7);
            await().until(() -> server.log.items(Item.Frame.class).size() == 1);
            assertThat(server.log.items(Item.SnapshotPart.class)).extracting(Item.SnapshotPart::part).containsExactly(1, 2);
        }
    }

    @Test
    void aSnapshotThatBringsNoNewerFrameIsAcknowledgedToo() {
        try (var talker = Talker.streaming(server)) {
            String snapshot = "{\"type\":\"snapshot\",\"account\":\"acme\",\"seq\":0,\"part\":1,\"last\":true,\"sessions\":[" + JOIN + "]}";
            for (int i = 0; i < 2; i++)
                assertThat(talker.say(snapshot).hear("ack").getLong("seq")).isZero();
        }
    }

    @Test
    void anotherProducerNeedsAnotherSocket() {
        try (var talker = Talker.streaming(server)) {
            talker.say("{\"type\":\"hello\",\"producer\":\"other\",\"incarnation\":\"i-1\"}");
            talker.hearRejected("other_producer");
            talker.frame(1, BEAT);
            talker.hearAck(1);
        }
    }

    @Test
    void aWrongClockIsCorrected() {
        try (var talker = Talker.open(server, "acme-key")) {
            long wrong = System.currentTimeMillis() + 7_200_000;
            talker.say("{\"type\":\"hello\",\"producer\":\"sfu\",\"incarnation\":\"i-1\",\"now\":\"" + Instant.ofEpochMilli(wrong) + "\"}");
            talker.hear("welcome");
            talker.frame(1, "{\"type\":\"leave\",\"session\":\"s\",\"at\":" + wrong + "}");
            talker.hearAck(1);
            long at = server.log.items(Item.Frame.class).getFirst().signals().getFirst().signal().at();
            assertThat(at).isBetween(wrong - 7_200_000 - 60_000, wrong - 7_200_000 + 60_000);
        }
    }

    @Test
    void whatTheSetSaysIsToldToWhoSpoke() {
        try (var talker = Talker.streaming(server)) {
            var origin = server.log.items(Item.Opened.class).getFirst().origin();
            tell(new Notice.Rejected(origin, "acme", 17, 3, "kind_differs", "kind must be \"call\"", null),
                    new Notice.Lapsed(origin, STREAM));
            assertThat(talker.hear("rejected"))
                    .isEqualTo(new JsonObject("{\"type\":\"rejected\",\"account\":\"acme\",\"seq\":17,\"index\":3,"
                            + "\"code\":\"kind_differs\",\"message\":\"kind must be \\\"call\\\"\"}"));
            assertThat(talker.hear("lapsed").getString("account")).isEqualTo("acme");
        }
    }

    private void tell(Notice... notices) {
        server.log
                .tell(new FeedMessage(ShardOf.master("acme", 4), EntryId.ZERO, server.log.last(), List.of(), List.of(), List.of(notices)));
    }
}
