package io.tidemark.wallboard;

import io.tidemark.log.EntryId;
import io.tidemark.presence.Cell;
import io.tidemark.presence.Metric;
import io.tidemark.presence.Scene;
import io.tidemark.presence.Section;
import io.tidemark.presence.Standing;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Figures that a test sets, told like a shard tells them.
final class ScriptedFigures implements LevelSource {

    static final long START = 1_763_719_200_000L;

    final AtomicInteger reads = new AtomicInteger();
    volatile boolean away;
    private final Map<String, Reading> kept = new ConcurrentHashMap<>();
    private final Map<String, List<Consumer<Step>>> listeners = new ConcurrentHashMap<>();

    /// Keeps figures without telling anybody: a message that was lost.
    void keep(String account, long at, @Nullable Standing standing, @Nullable Scene scene) {
        kept.put(account, new Reading(new EntryId(at, 0), standing, scene));
    }

    /// Keeps figures and tells of them.
    void tell(String account, long at, @Nullable Standing standing, @Nullable Scene scene) {
        var before = kept.getOrDefault(account, new Reading(EntryId.ZERO, null, null));
        kept.put(account,
                new Reading(new EntryId(at, 0), standing != null ? standing : before.standing(), scene != null ? scene : before.scene()));
        listeners.getOrDefault(account, List.of())
                .forEach(listener -> listener.accept(new Step(before.position(), new EntryId(at, 0), standing, scene)));
    }

    int watches(String account) {
        return listeners.getOrDefault(account, List.of()).size();
    }

    @Override
    public Future<Reading> read(String account) {
        reads.incrementAndGet();
        if (away)
            return Future.failedFuture("away");
        return Future.succeededFuture(kept.getOrDefault(account, new Reading(new EntryId(START, 0), null, null)));
    }

    @Override
    public Watch watch(String account, Consumer<Step> listener) {
        listeners.computeIfAbsent(account, _ -> new CopyOnWriteArrayList<>()).add(listener);
        return () -> listeners.get(account).remove(listener);
    }

    /// A standing with that many webinar participants, who are all connections too.
    static Standing participants(String account, int count, int peak, long peakAt) {
        int[] now = new int[Cell.COUNT];
        int[] most = new int[Cell.COUNT];
        long[] at = new long[Cell.COUNT];
        for (Section section : List.of(Section.TOTAL, Section.WEBINAR))
            for (Metric metric : List.of(Metric.CONNECTIONS, Metric.PARTICIPANTS)) {
                now[Cell.of(section, metric)] = count;
                most[Cell.of(section, metric)] = peak;
                at[Cell.of(section, metric)] = peakAt;
            }
        return new Standing(account, "Europe/Berlin", 20_413, now, most, at, 0, new int[Cell.COUNT], new long[Cell.COUNT], 0);
    }
}
