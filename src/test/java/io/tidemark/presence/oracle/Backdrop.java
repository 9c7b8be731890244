package io.tidemark.presence.oracle;

import io.tidemark.presence.Scene;
import io.tidemark.presence.Scene.LiveEvent;
import io.tidemark.presence.oracle.World.Occurrence;
import io.tidemark.presence.oracle.World.Session;
import io.tidemark.signal.Facts;
import io.tidemark.signal.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// What is behind an account's figures: its live events and its connections by what they come from.
record Backdrop(List<LiveEvent> events, Map<String, Map<String, Integer>> breakdown) {

    static final Backdrop EMPTY = of(List.of(), List.of());

    static Backdrop of(Scene scene) {
        return new Backdrop(scene.events(), scene.breakdown());
    }

    /// Counted anew from the set of sessions.
    static Backdrop of(World world, String path) {
        var counted = world.sessions.stream().filter(session -> World.line(session.account).contains(path) && world.counted(session))
                .toList();
        var events = new ArrayList<LiveEvent>();
        for (Occurrence occurrence : world.occurrences) {
            var in = world.in(occurrence).stream().filter(world::counted).toList();
            if (World.line(occurrence.account).contains(path) && occurrence.kind != Kind.VOD && !in.isEmpty())
                events.add(event(occurrence, in));
        }
        events.sort(Comparator.comparingInt((LiveEvent event) -> -event.connections()).thenComparing(LiveEvent::start)
                .thenComparing(LiveEvent::event));
        return of(events.subList(0, Math.min(20, events.size())), counted);
    }

    private static LiveEvent event(Occurrence occurrence, List<Session> in) {
        int watching = (int) in.stream().filter(Figures::watches).count();
        return new LiveEvent(occurrence.event, occurrence.account, occurrence.kind.word(), occurrence.about.title(),
                occurrence.about.owner(),
                occurrence.start, in.size(), in.size() - watching, watching);
    }

    private static Backdrop of(List<LiveEvent> events, List<Session> sessions) {
        return new Backdrop(List.copyOf(events), Map.of("device", split(sessions, Facts::device), "client", split(sessions, Facts::client),
                "platform", split(sessions, Facts::platform), "country", split(sessions, Facts::country)));
    }

    private static Map<String, Integer> split(List<Session> sessions, Function<Facts, String> by) {
        var split = new TreeMap<String, Integer>();
        for (Session session : sessions) {
            String value = by.apply(session.facts);
            split.merge(value == null ? "unknown" : value, 1, Integer::sum);
        }
        return split;
    }
}
