package io.tidemark.wallboard;

import static io.tidemark.wallboard.ScriptedFigures.START;
import static io.tidemark.wallboard.ScriptedFigures.participants;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.tidemark.presence.Scene;
import io.vertx.core.json.JsonObject;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiveSocketTest {

    private LiveServer server;

    @BeforeEach
    void start() throws Exception {
        server = LiveServer.start(false);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void theFirstFrameShowsEveryFigureZerosToo() throws Exception {
        server.figures.keep("acme", START, participants("acme", 4, 9, START - 5000), null);
        try (var viewer = LiveClient.open(server, "", "good")) {
            var snapshot = viewer.awaitFrame("snapshot");
            assertThat(viewer.protocol()).isEqualTo(LiveSocket.PROTOCOL);
            assertThat(snapshot.getString("account")).isEqualTo("acme");
            assertThat(snapshot.getString("asOf")).isEqualTo("2025-11-21T10:00:00.000Z");
            assertThat(snapshot.getString("zone")).isEqualTo("Europe/Berlin");
            assertThat(snapshot.getJsonObject("levels").fieldNames()).containsExactly("total", "meeting", "webinar", "call", "live", "vod");
            assertThat(level(snapshot, "total", "connections").encode())
                    .isEqualTo("{\"now\":4,\"today\":{\"peak\":9,\"at\":\"2025-11-21T09:59:55.000Z\",\"bound\":\"exact\"}}");
            assertThat(level(snapshot, "vod", "events").encode()).isEqualTo("{\"now\":0,\"today\":{\"peak\":0,\"bound\":\"exact\"}}");
            assertThat(snapshot.getJsonArray("events")).isEmpty();
            assertThat(snapshot.getJsonArray("alerts")).isEmpty();
            assertThat(snapshot.getJsonArray("sources")).isEmpty();
            assertThat(viewer.frames.getFirst()).isEqualTo(snapshot);
        }
    }

    @Test
    void aChangeHoldsOnlyWhatChanged() throws Exception {
        server.figures.keep("acme", START, participants("acme", 4, 9, START), null);
        try (var viewer = LiveClient.open(server, "", "good")) {
            var snapshot = viewer.awaitFrame("snapshot");
            server.figures.tell("acme", START + 1000, participants("acme", 5, 9, START), null);
            var change = viewer.awaitFrame("change");
            assertThat(change.getJsonObject("levels").fieldNames()).containsExactly("total", "webinar");
            assertThat(change.getJsonObject("levels").getJsonObject("total").fieldNames()).containsExactly("connections", "participants");
            assertThat(level(change, "total", "connections").getInteger("now")).isEqualTo(5);
            assertThat(change.getLong("revision")).isGreaterThan(snapshot.getLong("revision"));
            assertThat(change.containsKey("events")).isFalse();
        }
    }

    @Test
    void eventsAndSourcesComeWholeWhenTheyChanged() throws Exception {
        server.figures.keep("acme", START, participants("acme", 4, 9, START), null);
        try (var viewer = LiveClient.open(server, "", "good")) {
            viewer.awaitFrame("snapshot");
            var event = new Scene.LiveEvent("e-1", "acme/emea", "webinar", "Town hall", null, START, 4, 0, 4);
            server.figures.tell("acme", START + 1, null,
                    new Scene("acme", List.of(event), Map.of(), List.of(new Scene.Source("sfu", START, false, true))));
            var change = viewer.awaitFrame("change");
            assertThat(change.containsKey("levels")).isFalse();
            assertThat(change.getJsonArray("events").getJsonObject(0).getString("title")).isEqualTo("Town hall");
            assertThat(change.getJsonArray("sources").getJsonObject(0).encode())
                    .isEqualTo("{\"name\":\"sfu\",\"lastHeard\":\"2025-11-21T10:00:00.000Z\",\"state\":\"catchingUp\"}");
        }
    }

    @Test
    void ticksSayThatTimePassedAndNothingChanged() throws Exception {
        server.figures.keep("acme", START, participants("acme", 4, 9, START), null);
        try (var viewer = LiveClient.open(server, "", "good")) {
            viewer.awaitFrame("snapshot");
            server.figures.tell("acme", START + 7000, null, null);
            var tick = viewer
                    .awaitFrame(frame -> frame.getString("type").equals("tick") && frame.getString("asOf").endsWith("10:00:07.000Z"));
            assertThat(tick.fieldNames()).containsExactly("type", "asOf", "now");
        }
    }

    @Test
    void changesAreDrawnTogetherToTheRate() throws Exception {
        server.figures.keep("acme", START, participants("acme", 0, 0, 0), null);
        try (var slow = LiveClient.open(server, "?rate=1", "good"); var fast = LiveClient.open(server, "?rate=60", "good")) {
            slow.awaitFrame("snapshot");
            fast.awaitFrame("snapshot");
            for (int i = 1; i <= 500; i++)
                server.figures.tell("acme", START + i, participants("acme", i, i, START + i), null);
            slow.awaitFrame(frame -> frame.containsKey("levels") && level(frame, "total", "connections").getInteger("now") == 500);
            fast.awaitFrame(frame -> frame.containsKey("levels") && level(frame, "total", "connections").getInteger("now") == 500);
            assertThat(slow.frames).filteredOn(frame -> frame.getString("type").equals("change")).hasSizeLessThan(20);
            assertThat(fast.frames).filteredOn(frame -> frame.getString("type").equals("change")).hasSizeLessThan(500);
        }
    }

    @Test
    void whatAGapInTheFeedHidIsReadAgain() throws Exception {
        server.figures.keep("acme", START, participants("acme", 1, 1, START), null);
        try (var viewer = LiveClient.open(server, "", "good")) {
            viewer.awaitFrame("snapshot");
            server.figures.keep("acme", START + 1000, participants("acme", 77, 77, START), null);
            server.figures.tell("acme", START + 2000, null, null);
            assertThat(level(viewer.awaitFrame("change"), "total", "connections").getInteger("now")).isEqualTo(77);
        }
    }

    @Test
    void aStoreThatWentBackIsFollowed() throws Exception {
        server.figures.keep("acme", START + 60_000, participants("acme", 9, 9, START), null);
        try (var viewer = LiveClient.open(server, "", "good")) {
            viewer.awaitFrame("snapshot");
            server.figures.keep("acme", START, participants("acme", 3, 9, START), null);
            var change = viewer.awaitFrame("change");
            assertThat(level(change, "total", "connections").getInteger("now")).isEqualTo(3);
            assertThat(change.getString("asOf")).isEqualTo("2025-11-21T10:00:00.000Z");
        }
    }

    @Test
    void figuresThatCannotBeReadKeepTheirMoment() throws Exception {
        server.figures.keep("acme", START, participants("acme", 4, 9, START), null);
        try (var viewer = LiveClient.open(server, "", "good")) {
            viewer.awaitFrame("snapshot");
            server.figures.away = true;
            int reads = server.figures.reads.get();
            await().atMost(Duration.ofSeconds(15)).until(() -> server.figures.reads.get() > reads);
            viewer.frames.clear();
            assertThat(viewer.awaitFrame("tick").getString("asOf")).isEqualTo("2025-11-21T10:00:00.000Z");
        }
    }

    @Test
    void viewersOfOneAccountShareOneWatch() throws Exception {
        try (var one = LiveClient.open(server, "?rate=5", "good"); var other = LiveClient.open(server, "?board=lobby", null)) {
            one.awaitFrame("snapshot");
            other.awaitFrame("snapshot");
            assertThat(server.figures.watches("acme")).isEqualTo(1);
        }
        await().atMost(Duration.ofSeconds(15)).until(() -> server.figures.watches("acme") == 0);
    }

    @Test
    void whoDoesNotReadIsPassedOverThenClosedAndHurtsNobody() throws Exception {
        server.figures.keep("acme", START, participants("acme", 0, 0, 0), null);
        try (var stuck = LiveClient.openSlow(server, "?rate=60", "good"); var healthy = LiveClient.open(server, "?rate=60", "good")) {
            healthy.awaitFrame("snapshot");
            var scene = new Scene("acme", List.of(new Scene.LiveEvent("e", "acme", "live", "x".repeat(300_000), null, START, 1, 1, 0)),
                    Map.of(),
                    List.of());
            long[] at = {START};
            await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(20)).until(() -> {
                at[0]++;
                server.figures.tell("acme", at[0], participants("acme", (int) (at[0] - START), 9, START),
                        new Scene("acme", List.of(scene.events().getFirst()), Map.of(),
                                List.of(new Scene.Source("s", at[0], false, false))));
                return metric("tidemark_wallboard_closed_slow") == 1;
            });
            stuck.read();
            await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> assertThat(stuck.closedWith).isEqualTo(1013));
            assertThat(healthy.closedWith).isEqualTo(-1);
            int last = (int) (at[0] - START);
            healthy.awaitFrame(frame -> frame.containsKey("levels") && level(frame, "total", "connections").getInteger("now") == last);
        }
    }

    @Test
    void aRevokedKeyEndsItsSockets() throws Exception {
        try (var viewer = LiveClient.open(server, "", "good"); var board = LiveClient.open(server, "?board=lobby", null)) {
            viewer.awaitFrame("snapshot");
            server.revoked.add("good");
            await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(viewer.closedWith).isEqualTo(4401));
            assertThat(board.closedWith).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @CsvSource({"'',bad,401", "'',,401", "?account=other,good,403", "?account=nowhere,all,404", "?rate=61,good,400", "?rate=0,good,400",
            "?rate=x,good,400", "'',all,400", "?board=nope,,401"})
    void whoMayNotLookLearnsItBeforeTheUpgrade(String query, String key, int status) {
        assertRefused(status, () -> LiveClient.open(server, query, key));
    }

    @Test
    void aServerThatStopsSaysComeBack() throws Exception {
        try (var viewer = LiveClient.open(server, "", "good")) {
            viewer.awaitFrame("snapshot");
            server.shutDown();
            await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(viewer.closedWith).isEqualTo(1012));
        }
    }

    @Test
    void theSubProtocolIsRequired() {
        assertRefused(400, () -> LiveClient.openWithoutProtocol(server));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "http://127.0.0.1", "https://127.0.0.1:1"})
    void aForeignPageMayNotLook(String origin) {
        assertRefused(403, () -> LiveClient.openFrom(origin, server));
    }

    @Test
    void thePageItselfMayLook() throws Exception {
        try (var viewer = LiveClient.openFrom(server.url(""), server)) {
            viewer.awaitFrame("snapshot");
        }
    }

    private static void assertRefused(int status, ThrowingCallable opening) {
        assertThatThrownBy(opening).isInstanceOf(ExecutionException.class).cause().isInstanceOfSatisfying(WebSocketHandshakeException.class,
                refused -> assertThat(refused.getResponse().statusCode()).isEqualTo(status));
    }

    private double metric(String name) {
        return server.registry.scrape().stream().filter(metric -> metric.getMetadata().getName().equals(name))
                .flatMap(metric -> metric.getDataPoints().stream())
                .mapToDouble(point -> ((CounterDataPointSnapshot) point).getValue()).sum();
    }

    private static JsonObject level(JsonObject frame, String section, String metric) {
        return frame.getJsonObject("levels").getJsonObject(section).getJsonObject(metric);
    }
}
