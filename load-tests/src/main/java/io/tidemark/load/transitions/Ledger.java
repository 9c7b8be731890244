package io.tidemark.load.transitions;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;

/// What was really produced: the figures of an account as its joins and leaves made them, one by one.
final class Ledger {

    private final Map<String, Level> levels = new HashMap<>();
    private final Map<String, Integer> events = new HashMap<>();
    private long joins;
    private long leaves;

    synchronized void join(Place place) {
        joins++;
        if (events.merge(place.event(), 1, Integer::sum) == 1) Cells.ofEvent(place.kind()).forEach(cell -> move(cell, 1));
        Cells.ofSession(place.kind(), place.role()).forEach(cell -> move(cell, 1));
    }

    synchronized void leave(Place place) {
        leaves++;
        if (events.merge(place.event(), -1, Integer::sum) == 0) Cells.ofEvent(place.kind()).forEach(cell -> move(cell, -1));
        Cells.ofSession(place.kind(), place.role()).forEach(cell -> move(cell, -1));
    }

    private void move(String cell, int change) {
        levels.merge(cell, Level.NOTHING.plus(change), (before, _) -> before.plus(change));
    }

    synchronized long joins() {
        return joins;
    }

    synchronized long leaves() {
        return leaves;
    }

    synchronized long transitions() {
        return joins + leaves;
    }

    /// How many figures, of those that anybody has, are shown differently.
    synchronized int differences(Map<String, Level> shown) {
        var cells = new HashSet<>(levels.keySet());
        cells.addAll(shown.keySet());
        return (int) cells.stream()
                .filter(cell -> !levels.getOrDefault(cell, Level.NOTHING).isShownBy(shown.getOrDefault(cell, Level.NOTHING))).count();
    }
}
