package io.tidemark.demo;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/// An office's films: people choose one, watch it for a while, pause, and say every few seconds how far they are.
final class Catalogue {
    private static final List<String> TITLES = List.of("The Tide Tables", "Low Water", "Harbour Lights", "A Short History of Queues",
            "Ninety-Nine Percent", "The Lighthouse Keeper's Clock");
    private static final long BEAT = 15_000;
    private static final long BYTES_A_SECOND = 600_000;

    private final Story story;
    private final Office office;
    private final List<Gathering> films = new ArrayList<>();
    private int watching;

    Catalogue(Story story, Office office) {
        this.story = story;
        this.office = office;
        for (int i = 0; i < TITLES.size(); i++) {
            String content = office.account().replace('/', '-') + "-film-" + (i + 1);
            films.add(Gathering.of(story, office, content, new JsonObject().put("title", TITLES.get(i)).put("content", content).put(
                    "contentTitle", TITLES.get(i)).put("duration", 5_400).put("offer", i % 3 == 2 ? "paid" : "free")));
        }
    }

    void begin() {
        story.in(300, this::step);
    }

    private void step() {
        story.in(500, this::step);
        int missing = office.titleViewers() - watching;
        for (int i = Math.min(8, missing / 4 + (story.dice.chance(0.5) ? 1 : 0)); i > 0; i--) choose();
    }

    private void choose() {
        var film = story.dice.favouring(films);
        var seat = film.enter("participant", true);
        if (seat == null) return;
        watching++;
        long lasts = 15_000 + story.dice.gap(40_000);
        int from = story.dice.between(0, 4_000);
        story.in(BEAT, () -> beat(film, seat, from, story.now() - BEAT));
        story.in(lasts, () -> {
            film.leave(seat, "stopped");
            watching--;
        });
    }

    private void beat(Gathering film, Gathering.Seat seat, int from, long since) {
        if (!film.has(seat)) return;
        long seconds = (story.now() - since) / 1_000;
        String state = story.dice.chance(0.06) ? "paused" : story.dice.chance(0.04) ? "buffering" : "playing";
        film.heartbeat(seat, new JsonObject().put("state", state).put("position", from + seconds).put("bytes", seconds * BYTES_A_SECOND));
        story.in(BEAT, () -> beat(film, seat, from, since));
    }
}
