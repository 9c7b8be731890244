package io.tidemark.demo;

import io.vertx.core.json.JsonObject;
import java.util.List;

/// The meetings of an office: most begin at the full hour, a few at the half, and end before the next. They are planned a
/// little ahead; people come when it begins, some late, and go when it ends.
record Meetings(Story story, Office office) {
    private static final List<String> TEMPLATES = List.of("conference", "conference", "selector", "lecture");
    private static final List<String> TOPICS = List.of("Stand-up", "Planning", "Review", "Design", "Budget", "Hiring", "Customer call",
            "Incident review", "Town hall rehearsal", "One-to-one", "Quarterly figures", "Training");
    private static final long AHEAD = 8_000;

    void begin() {
        story.in(500, () -> hour(0));
    }

    /// Plans this hour's meetings; the first hour begins at once, so that there is something to see.
    private void hour(long ahead) {
        for (int i = 0; i < office.meetings(); i++) {
            boolean half = i % 5 == 4;
            long start = ahead + (half ? Story.HOUR / 2 : 0) + Math.max(0, story.dice.around(3_000, 1_500));
            plan(start, half ? Story.HOUR / 3 : Story.HOUR * 3 / 4, half ? 4 : 8);
        }
        story.in(ahead + Story.HOUR - AHEAD, () -> hour(AHEAD));
    }

    private void plan(long start, long length, int usual) {
        int size = (int) Math.clamp(story.dice.around(usual, usual / 2.0), 2, 24);
        long lasts = Math.max(20_000, story.dice.around(length, Story.HOUR / 12.0));
        var about = new JsonObject().put("title", story.dice.of(TOPICS)).put("template", story.dice.of(TEMPLATES)).put("owner", office
                .account().replace('/', '.') + ".u" + story.dice.between(1, 60));
        story.in(start, () -> hold(about, size, lasts));
    }

    private void hold(JsonObject about, int size, long lasts) {
        var meeting = Gathering.open(story, office, "meeting", about);
        meeting.enter("moderator", false);
        for (int i = 1; i < size; i++) story.in(story.dice.gap(4_000), () -> attend(meeting, lasts));
        if (story.dice.chance(0.2)) story.in(10_000, () -> meeting.bring("screen"));
        if (story.dice.chance(0.15)) story.in(2_000, () -> meeting.bring("recorder"));
        story.in(lasts, () -> goHome(meeting));
    }

    private void attend(Gathering meeting, long lasts) {
        var seat = meeting.enter("participant", false);
        if (seat == null) return;
        if (story.dice.chance(0.12)) story.in(story.dice.between(3_000, (int) lasts), () -> meeting.leave(seat, "left"));
        if (story.dice.chance(0.1)) story.in(story.dice.between(5_000, (int) lasts), () -> meeting.reconnect(seat));
        if (story.dice.chance(0.05)) story.in(story.dice.between(5_000, (int) lasts), () -> meeting.change(seat, "moderator"));
        if (story.dice.chance(0.25)) {
            var login = seat.facts().copy().put("login", story.id("l"));
            login.remove("class");
            story.tell("login", office, login);
        }
    }

    private void goHome(Gathering meeting) {
        for (var seat : meeting.seats())
            if (story.dice.chance(0.8)) story.in(story.dice.between(0, 4_000), () -> meeting.leave(seat, "left"));
        story.in(4_500, meeting::end);
    }
}
