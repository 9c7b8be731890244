package io.tidemark.demo;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/// What happens on the platform, told signal by signal, for ever. The clock is the story's own: milliseconds since it began.
///
/// The agenda holds acts to come, each of which may put further ones on it. Everything random comes from one [Dice], acts of
/// one instant keep the order in which they were planned, and nothing else is asked: the same seed tells the same story. `run`
/// begins every id, so that two runs on one server do not mix.
final class Story {
    /// How long an hour of the story takes.
    static final long HOUR = 120_000;

    private record Act(long at, long order, Runnable doing) {}

    private final PriorityQueue<Act> agenda = new PriorityQueue<>(Comparator.comparingLong(Act::at).thenComparingLong(Act::order));
    private final Set<Gathering> gatherings = new LinkedHashSet<>();
    private final Map<String, Integer> counted = new HashMap<>();
    private final String run;
    private List<JsonObject> told = new ArrayList<>();
    private long now;
    private long order;
    private long ids;
    private boolean over;

    final Dice dice;

    Story(long seed, String run) {
        this.run = run;
        dice = new Dice(seed);
        for (var office : Cast.OFFICES) {
            new Meetings(this, office).begin();
            new Calls(this, office).begin();
            new Channel(this, office).begin();
            new Catalogue(this, office).begin();
            new Meter(this, office).begin();
        }
        new Webinar(this, Cast.OFFICES.getFirst(), 230).begin(20_000);
        new Webinar(this, Cast.OFFICES.get(2), 25).begin(75_000);
    }

    /// What happens up to and with an instant, in order; each signal's `at` is the story's.
    List<JsonObject> until(long instant) {
        for (var act = agenda.peek(); !over && act != null && act.at <= instant; act = agenda.peek()) {
            agenda.remove();
            now = act.at;
            act.doing.run();
        }
        now = Math.max(now, instant);
        return handOut();
    }

    /// Closes all doors: whatever goes on ends now, and nothing happens afterwards.
    List<JsonObject> finish() {
        List.copyOf(gatherings).forEach(Gathering::end);
        over = true;
        agenda.clear();
        return handOut();
    }

    private List<JsonObject> handOut() {
        var signals = told;
        told = new ArrayList<>();
        return signals;
    }

    long now() {
        return now;
    }

    /// Acts to come.
    int planned() {
        return agenda.size();
    }

    void in(long millis, Runnable act) {
        agenda.add(new Act(now + Math.max(0, millis), order++, act));
    }

    void tell(String type, Office office, JsonObject signal) {
        told.add(signal.put("type", type).put("account", office.account()).put("at", now));
    }

    String id(String kind) {
        return run + "-" + kind + Long.toString(++ids, 36);
    }

    void opened(Gathering gathering) {
        gatherings.add(gathering);
    }

    void closed(Gathering gathering) {
        gatherings.remove(gathering);
    }

    void count(Office office, int change) {
        counted.merge(office.master(), change, Integer::sum);
    }

    /// Counted connections of a master account.
    int connections(String master) {
        return counted.getOrDefault(master, 0);
    }

    /// Nobody else is let in.
    boolean isFull(Office office) {
        return office.master().equals(Cast.LIMITED) && connections(Cast.LIMITED) >= Cast.LIMIT;
    }
}
