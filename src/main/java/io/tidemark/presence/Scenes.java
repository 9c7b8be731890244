package io.tidemark.presence;

import io.tidemark.presence.Scene.LiveEvent;
import io.tidemark.presence.Scene.Source;
import io.tidemark.signal.Account;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Draws the [Scene]s of accounts in which something has changed, once a second.
final class Scenes {

    private static final int LARGEST_EVENTS = 20;
    private static final int SOURCES = 100;

    private final Live live;
    private final List<Scene> drawn = new ArrayList<>();

    Scenes(Live live) {
        this.live = live;
    }

    void draw() {
        for (AccountNode account : live.dirtyScenes)
            drawn.add(new Scene(account.path, events(account), Breakdown.shown(account), sources(account)));
        live.dirtyScenes.clear();
    }

    boolean isEmpty() {
        return drawn.isEmpty();
    }

    List<Scene> take() {
        var taken = List.copyOf(drawn);
        drawn.clear();
        return taken;
    }

    private static List<LiveEvent> events(AccountNode account) {
        return account.liveEvents.stream()
                .sorted(Comparator.comparingInt((Occurrence event) -> -event.connections).thenComparing(event -> event.start)
                        .thenComparing(event -> event.event))
                .limit(LARGEST_EVENTS).map(event -> new LiveEvent(event.event, event.account.path, event.kind.word(), event.about.title(),
                        event.about.owner(), event.start, event.connections, event.speakers, event.participants))
                .toList();
    }

    private static List<Source> sources(AccountNode account) {
        return account.master.streams.values().stream()
                .filter(stream -> account.parent == null || Account.reaches(account.path, stream.id.account()))
                .sorted(Comparator.comparingLong((Stream stream) -> -stream.sign).thenComparing(stream -> stream.id.text())).limit(SOURCES)
                .map(stream -> new Source(stream.id.producer(), stream.sign, stream.lapsed, stream.hold.isOn())).toList();
    }
}
