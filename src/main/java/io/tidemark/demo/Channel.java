package io.tidemark.demo;

import io.vertx.core.json.JsonObject;

/// An office's live stream: always on, with an audience that swells and shrinks; every ten minutes another broadcast follows.
/// On the account with a limit one broadcast goes on for ever, and its audience takes what the others leave free, up to the
/// level that the account lives at.
final class Channel {
    private static final long STEP = 500;
    private static final long BROADCAST = 600_000;
    private static final int MOST_MOVES = 14;

    private final Story story;
    private final Office office;
    private Gathering broadcast;
    private long since;

    Channel(Story story, Office office) {
        this.story = story;
        this.office = office;
        this.broadcast = air();
    }

    private Gathering air() {
        since = story.now();
        var on = Gathering.open(story, office, "live", new JsonObject().put("title", "Channel " + office.account()).put("content", "live-"
                + office.account().replace('/', '-')).put("offer", "free"));
        on.enter("speaker", false);
        on.bring("relay");
        return on;
    }

    void begin() {
        story.in(story.dice.between(200, (int) STEP), this::step);
    }

    private void step() {
        story.in(STEP, this::step);
        if (!limited() && story.now() - since > BROADCAST) {
            broadcast.end();
            broadcast = air();
        }
        int wanted = wanted();
        int moves = Math.min(MOST_MOVES, Math.abs(wanted) / 3 + (story.dice.chance(0.6) ? 1 : 0));
        for (int i = 0; i < moves; i++) {
            if (wanted > 0) broadcast.enter("participant", true);
            else if (broadcast.size() > 2) broadcast.leave(story.dice.of(broadcast.seats().subList(2, broadcast.size())), "left");
        }
        if (broadcast.size() > 20 && story.dice.chance(0.4))
            broadcast.reconnect(story.dice.of(broadcast.seats().subList(2, broadcast.size())));
        if (broadcast.size() > 20) zap();
    }

    /// Some go and others come, whatever the size.
    private void zap() {
        for (int i = story.dice.between(0, 2); i > 0; i--) {
            broadcast.leave(story.dice.of(broadcast.seats().subList(2, broadcast.size())), "zapped");
            broadcast.enter("participant", true);
        }
    }

    /// How many more should watch; negative: fewer.
    private int wanted() {
        if (limited()) {
            int free = Cast.FILL - story.connections(Cast.LIMITED);
            return broadcast.size() < 10 ? Math.max(free, 1) : free;
        }
        double tide = 1 + 0.25 * Math.sin(2 * Math.PI * story.now() / (3.0 * Story.HOUR))
                + 0.1 * Math.sin(2 * Math.PI * story.now() / 17_000.0);
        return (int) (office.liveViewers() * tide) - broadcast.size();
    }

    private boolean limited() {
        return office.master().equals(Cast.LIMITED);
    }
}
