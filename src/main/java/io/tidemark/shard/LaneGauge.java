package io.tidemark.shard;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// How much waits on its way into a log, for readers on any thread: high water at 20 000 signals, low water at a quarter of it. At three
/// times the high water there is no room for what has been read already either.
final class LaneGauge {

    private static final int HIGH = 20_000;
    private static final int LOW = HIGH / 4;
    private static final int BRIM = 3 * HIGH;
    private static final long AWAY_MILLIS = 3_000;

    private final AtomicInteger weight = new AtomicInteger();
    private final List<Runnable> drains = new ArrayList<>();
    private volatile long unansweredSince = -1;
    private volatile long lastAttempt = -1;

    int weight() {
        return weight.get();
    }

    boolean isFull() {
        return weight.get() > HIGH;
    }

    boolean hasRoom() {
        return weight.get() <= BRIM;
    }

    boolean isAway() {
        long since = unansweredSince;
        return since >= 0 && lastAttempt - since >= AWAY_MILLIS;
    }

    void add(int more) {
        int now = weight.addAndGet(more);
        if (more < 0 && now <= LOW && now - more > LOW) drained();
    }

    void answered() {
        unansweredSince = -1;
    }

    void unanswered(long millis) {
        lastAttempt = millis;
        if (unansweredSince < 0) unansweredSince = millis;
    }

    /// Looks and registers in one step: whoever found it full before is told, however it is by now.
    void onDrain(Runnable handler) {
        synchronized (drains) {
            if (weight.get() > LOW) {
                drains.add(handler);
                return;
            }
        }
        handler.run();
    }

    private void drained() {
        List<Runnable> all;
        synchronized (drains) {
            all = List.copyOf(drains);
            drains.clear();
        }
        all.forEach(Runnable::run);
    }
}
