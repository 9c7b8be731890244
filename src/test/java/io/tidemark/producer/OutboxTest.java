package io.tidemark.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private static final ProducerOptions OPTIONS = ProducerOptions.of(URI.create("ws://localhost"), "key", "test");
    private final Tally tally = new Tally();

    private static Item item(JsonObject signal, long now) {
        return Item.of(signal, 0, now);
    }

    private JsonObject next(Outbox box, long now) {
        String text = box.next(now);
        assertThat(text).isNotNull();
        return new JsonObject(text);
    }

    @Test
    void whatGathersGoesIntoOneFrameOfAtMostAThousandSignalsAndFitsIntoAMessage() {
        var box = new Outbox("acme", OPTIONS, tally);
        box.open("acme", 0);
        for (int i = 0; i < 1_500; i++) box.add(item(Signals.join("s" + i, "e"), 1));
        assertThat(next(box, 1).getJsonArray("signals")).hasSize(1_000);
        assertThat(next(box, 1).getJsonArray("signals")).hasSize(500);
        for (int i = 0; i < 1_000; i++) box.add(item(Signals.join("s" + i, "e").put("title", "т".repeat(300)), 1));
        int frames = 0;
        for (var text = box.next(1); text != null; text = box.next(1), frames++)
            assertThat(text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length).isLessThan(256 * 1024);
        assertThat(frames).isGreaterThan(2);
    }

    @Test
    void aFrameStaysUntilItIsDurableAndAMinuteOld() {
        var box = new Outbox("acme", OPTIONS, tally);
        box.open("acme", 0);
        for (int i = 1; i <= 3; i++) {
            box.add(item(Signals.join("s" + i, "e"), i));
            box.next(i);
        }
        box.ack(3, 2, 60_002);
        assertThat(box.item(1, 0)).isNull();
        assertThat(box.item(2, 0)).isNull();
        assertThat(box.item(3, 0)).isNotNull();
        box.ack(3, 2, 200_000);
        assertThat(box.item(3, 0)).isNotNull();
    }

    @Test
    void aServerThatLostMoreThanTheLogHoldsIsGivenASnapshotAtTheLogsBeginningAndTheFramesAfterIt() {
        var box = new Outbox("acme", OPTIONS, tally);
        box.open("acme", 0);
        for (int i = 1; i <= 3; i++) {
            box.add(item(Signals.join("s" + i, "e"), i * 100_000));
            box.next(i * 100_000);
            box.ack(i, i, i * 100_000);
        }
        box.lost();
        box.open("acme", 0);
        var snapshot = next(box, 300_000);
        assertThat(snapshot.getLong("seq")).isEqualTo(2);
        assertThat(snapshot.getBoolean("last")).isTrue();
        assertThat(snapshot.getJsonArray("sessions")).hasSize(2);
        assertThat(next(box, 300_000).getLong("seq")).isEqualTo(3);
    }

    @Test
    void aTooLargeLogLetsGoOfWhatIsAcknowledgedButNotYetSafe() {
        var box = new Outbox("acme", OPTIONS.withBounds(10, Duration.ofSeconds(60), 2), tally);
        box.open("acme", 0);
        for (int i = 1; i <= 5; i++) {
            box.add(item(Signals.usage(i), i));
            box.next(i);
        }
        assertThat(box.item(1, 0)).isNotNull();
        box.ack(5, 0, 6);
        assertThat(box.item(3, 0)).isNull();
        assertThat(box.item(4, 0)).isNotNull();
    }

    /// Random traffic, cuts, lost answers, lost writes and lapses (or both) against a server that does what the protocol says: in the
    /// end the sets are the same and every piece of usage is there exactly once.
    @Test
    void whateverHappensTheServerEndsWithTheSameSetAndEachUsageOnce() {
        for (int seed = 1; seed <= 400; seed++) run(seed);
    }

    private void run(int seed) {
        var random = new Random(seed);
        var options = OPTIONS.withBounds(1_000, Duration.ofMillis(random.nextInt(3) * 200L),
                random.nextBoolean() ? 1 + random.nextInt(50) : 1_000_000);
        var box = new Outbox("acme", options, new Tally());
        var server = new ModelServer();
        var truth = new HashMap<String, String>();
        var out = new ArrayDeque<JsonObject>();
        var back = new ArrayDeque<JsonObject>();
        long usage = 0;
        boolean losses = seed % 3 != 0;
        boolean lapses = seed % 3 != 1;
        box.open("acme", server.welcome());
        for (int now = 0; now < 1_200; now++) {
            boolean calm = now >= 1_000;
            if (now % 250 == 0) back.addAll(server.remind());
            int dice = random.nextInt(100);
            if (!calm && dice < 40) {
                String session = "s" + random.nextInt(20);
                String event = "e" + random.nextInt(4);
                switch (random.nextInt(5)) {
                    case 0, 1 -> {
                        box.add(item(Signals.join(session, event), now));
                        truth.put(session, event);
                    }
                    case 2 -> {
                        box.add(item(Signals.leave(session), now));
                        truth.remove(session);
                    }
                    case 3 -> {
                        box.add(item(Signals.ended(event), now));
                        truth.values().removeIf(event::equals);
                    }
                    default -> box.add(item(Signals.usage(++usage), now));
                }
            } else if (!calm && dice < 43) {
                back.clear();
                if (random.nextBoolean()) out.clear();
                while (!out.isEmpty()) server.hear(out.remove());
                box.lost();
                if (lapses && random.nextInt(3) == 0) server.lapse();
                if (losses && random.nextInt(3) == 0) server.loseWrites(random.nextInt(6));
                box.open("acme", server.welcome());
            } else if (!calm && losses && dice < 44) {
                server.loseWrites(random.nextInt(4));
            } else if (dice < 75) {
                String message = box.next(now);
                if (message != null) out.add(new JsonObject(message));
                if (calm && message == null && out.isEmpty() && back.isEmpty() && now % 20 == 0) box.add(item(Signals.usage(++usage), now));
                if (now % 400 == 0) box.force();
            } else if (!out.isEmpty() && dice < 88) {
                back.addAll(server.hear(out.remove()));
            } else if (!back.isEmpty()) {
                var answer = back.remove();
                hear(box, answer, now);
            }
        }
        for (int now = 1_200; now < 6_000; now++) {
            String message = box.next(now);
            if (message != null) out.add(new JsonObject(message));
            if (!out.isEmpty()) back.addAll(server.hear(out.remove()));
            if (!back.isEmpty()) {
                var answer = back.remove();
                hear(box, answer, now);
            }
            if (now % 250 == 0) back.addAll(server.remind());
            if (now % 400 == 0) box.force();
        }
        Map<String, String> live = new HashMap<>();
        server.state.live().forEach((session, join) -> live.put(session, join.getString("event")));
        assertThat(live).as("seed %d", seed).isEqualTo(truth);
        assertThat(box.settled()).as("seed %d", seed).isEqualTo(box.taken());
        List<Long> expected = new ArrayList<>(LongStream.rangeClosed(1, usage).boxed().toList());
        // What is in no log any more, or was lost while a snapshot was on its way, cannot be brought back; it is never counted twice.
        boolean forgets = losses && (lapses || options.keepSignals() < 1_000);
        if (forgets) assertThat(server.state.usage()).as("seed %d", seed).doesNotHaveDuplicates().isSubsetOf(expected);
        else
            assertThat(server.state.usage()).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static void hear(Outbox box, JsonObject answer, long now) {
        switch (answer.getString("type")) {
            case "ack" -> box.ack(answer.getLong("seq"), answer.getLong("durable"), now);
            case "resume" -> box.resume(answer.getLong("from"));
            default -> box.lapsed();
        }
    }
}
