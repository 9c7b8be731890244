package io.tidemark.demo;

import io.vertx.core.json.JsonObject;

/// A webinar every other hour: the speakers are there early, the audience storms in when it begins, drops out and comes back,
/// asks questions, and is gone in one moment when it ends.
record Webinar(Story story, Office office, int audience) {

    void begin(long first) {
        story.in(first, this::hold);
    }

    private void hold() {
        story.in(2 * Story.HOUR, this::hold);
        var webinar = Gathering.open(story, office, "webinar", new JsonObject().put("title", "Product news, live").put("owner", office
                .account().replace('/', '.') + ".u1"));
        webinar.enter("moderator", false);
        for (int i = 0; i < 3; i++) story.in(story.dice.between(500, 5_000), () -> webinar.enter("speaker", false));
        story.in(1_000, () -> webinar.bring("recorder"));
        story.in(1_500, () -> webinar.bring("relay"));
        for (int i = 0; i < audience; i++)
            story.in(8_000 + (story.dice.chance(0.8) ? story.dice.gap(1_800) : story.dice.between(0, 60_000)), () -> attend(webinar));
        story.in(Story.HOUR + story.dice.between(0, 10_000), webinar::end);
    }

    private void attend(Gathering webinar) {
        var seat = webinar.enter("participant", story.dice.chance(0.5));
        if (seat == null) return;
        if (story.dice.chance(0.2)) story.in(story.dice.gap(30_000), () -> webinar.leave(seat, "left"));
        else if (story.dice.chance(0.1)) story.in(story.dice.gap(25_000), () -> webinar.reconnect(seat));
        else if (story.dice.chance(0.02)) story.in(story.dice.between(20_000, 60_000), () -> ask(webinar, seat));
    }

    /// Raises a hand, speaks for a while, and listens again.
    private void ask(Gathering webinar, Gathering.Seat seat) {
        var speaker = webinar.change(seat, "speaker");
        if (speaker != null) story.in(story.dice.between(5_000, 15_000), () -> webinar.change(speaker, "participant"));
    }
}
