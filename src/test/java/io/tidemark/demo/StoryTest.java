package io.tidemark.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StoryTest {
    private static final long STEP = 1_000;

    /// The plainest possible monitor: the set of live sessions, and how many of a master count.
    private static final class Watcher {
        final Map<String, JsonObject> live = new HashMap<>();
        final Map<String, Integer> peaks = new HashMap<>();
        final Map<String, Integer> counted = new HashMap<>();
        final Set<String> open = new HashSet<>();
        final Set<String> seen = new HashSet<>();
        long latest;

        void hear(JsonObject signal) {
            assertThat(signal.getLong("at")).isGreaterThanOrEqualTo(latest);
            latest = signal.getLong("at");
            seen.add(signal.getString("type"));
            switch (signal.getString("type")) {
                case "join" -> join(signal);
                case "leave" -> end(signal.getString("session"));
                case "heartbeat" -> assertThat(live).containsKey(signal.getString("session"));
                case "event" -> event(signal);
                default -> {
                }
            }
        }

        private void join(JsonObject join) {
            seen.add(join.getString("kind"));
            seen.add(join.getString("class", "person"));
            if (!join.getString("kind").equals("vod")) assertThat(open).contains(join.getString("event"));
            var former = live.get(join.getString("session"));
            if (former != null && !former.getString("role").equals(join.getString("role"))) seen.add("change of role");
            if (join.containsKey("replaces")) {
                assertThat(former).isNull();
                end(join.getString("replaces"));
                seen.add("reconnect");
            }
            if (former != null) count(former, -1);
            live.put(join.getString("session"), join);
            count(join, 1);
            String master = master(join);
            peaks.merge(master, counted(master), Math::max);
        }

        private void event(JsonObject event) {
            if (event.getString("state").equals("started")) assertThat(open.add(event.getString("event"))).isTrue();
            else {
                assertThat(open.remove(event.getString("event"))).isTrue();
                for (var join : List.copyOf(live.values()))
                    if (join.getString("event").equals(event.getString("event"))) end(join.getString("session"));
            }
        }

        private void end(String session) {
            var join = live.remove(session);
            assertThat(join).as(session).isNotNull();
            count(join, -1);
        }

        private void count(JsonObject join, int change) {
            if (Set.of("person", "sip").contains(join.getString("class", "person"))) counted.merge(master(join), change, Integer::sum);
        }

        private static String master(JsonObject signal) {
            return signal.getString("account").split("/", 2)[0];
        }

        int counted(String master) {
            return counted.getOrDefault(master, 0);
        }
    }

    private static List<JsonObject> tell(long seed, long until) {
        var story = new Story(seed, "r");
        var signals = new ArrayList<JsonObject>();
        for (long t = 0; t <= until; t += STEP) signals.addAll(story.until(t));
        signals.addAll(story.finish());
        return signals;
    }

    @Test
    void theSameSeedTellsTheSameStoryAndAnotherOneAnother() {
        var story = tell(7, 4 * Story.HOUR);
        assertThat(tell(7, 4 * Story.HOUR)).isEqualTo(story);
        assertThat(tell(8, 4 * Story.HOUR)).isNotEqualTo(story);
    }

    @Test
    void itDoesNotMatterInWhichStepsItIsTold() {
        var whole = new Story(3, "r").until(Story.HOUR);
        var story = new Story(3, "r");
        var parts = new ArrayList<JsonObject>();
        for (long t = 0; t <= Story.HOUR; t += 137) parts.addAll(story.until(t));
        parts.addAll(story.until(Story.HOUR));
        assertThat(parts).isEqualTo(whole);
    }

    @Test
    void everySessionEndsOnceAndNobodyLeavesWhoIsNotThere() {
        for (long seed = 1; seed <= 3; seed++) {
            var watcher = new Watcher();
            tell(seed, 3 * Story.HOUR).forEach(watcher::hear);
            assertThat(watcher.live).isEmpty();
            assertThat(watcher.open).isEmpty();
        }
    }

    @Test
    void everythingThatAPlatformHasOccurs() {
        var watcher = new Watcher();
        tell(1, 6 * Story.HOUR).forEach(watcher::hear);
        assertThat(watcher.seen).contains("meeting", "webinar", "call", "live", "vod", "person", "sip", "screen", "recorder", "relay",
                "reconnect", "change of role", "heartbeat", "refused", "usage", "gauge", "login");
    }

    @Test
    void itIsLivelyFromTheStartAndLimitedWhereItShouldBe() {
        var watcher = new Watcher();
        var story = new Story(1, "r");
        story.until(15_000).forEach(watcher::hear);
        assertThat(watcher.live.size()).isGreaterThan(300);
        for (long t = 15_000; t < 8 * Story.HOUR; t += STEP) {
            story.until(t).forEach(watcher::hear);
            assertThat(watcher.live.size()).isBetween(300, 1_800);
            assertThat(watcher.counted("acme")).isEqualTo(story.connections("acme"));
            if (t > 40_000) assertThat(watcher.counted("globex")).isBetween(400, 500);
        }
        assertThat(watcher.peaks.get("globex")).isBetween(480, 500);
        assertThat(watcher.peaks.get("acme")).isBetween(600, 1_200);
    }

    @Test
    void itsMemoryIsBounded() {
        var story = new Story(5, "r");
        int most = 0;
        for (long t = 0; t < 15 * Story.HOUR; t += STEP) {
            story.until(t);
            most = Math.max(most, story.planned());
        }
        assertThat(most).isLessThan(10_000);
    }
}
