package io.tidemark.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// What a platform really did: which sessions it has, and the most that it ever had at once. One thread.
final class Ledger {
    private final Map<String, String> live = new HashMap<>();
    private final List<String> sessions = new ArrayList<>();
    private final Random random;
    private int peak;
    private int made;

    Ledger(long seed) {
        random = new Random(seed);
    }

    int live() {
        return live.size();
    }

    int made() {
        return made;
    }

    int peak() {
        return peak;
    }

    /// Whether the next thing that happens is a join, so that the number of sessions wanders about `target`.
    boolean joinsNext(int target) {
        return sessions.isEmpty() || random.nextInt(2 * target) >= sessions.size();
    }

    String join(String prefix) {
        String session = prefix + made++;
        live.put(session, "event-" + random.nextInt(20));
        sessions.add(session);
        peak = Math.max(peak, live.size());
        return session;
    }

    String event(String session) {
        return live.getOrDefault(session, "?");
    }

    String leave() {
        int at = random.nextInt(sessions.size());
        String session = sessions.get(at);
        sessions.set(at, sessions.getLast());
        sessions.removeLast();
        live.remove(session);
        return session;
    }

    /// The process that had them is gone: so are they.
    void clear() {
        live.clear();
        sessions.clear();
    }
}
