package io.tidemark.presence;

import io.tidemark.signal.Id;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is known to be over: ends of sessions and of occurrences, leaves of sessions that nobody has seen yet. Remembered for the
/// reordering window, so that what arrives late does not bring anything back to life; bounded, the oldest go first.
final class Ends {

    /// How long after it became known an end is remembered; also how old a join may be that begins something live.
    static final long WINDOW = 600_000;
    private static final int BOUND = 100_000;

    /// What ended: a session or an event's occurrence of a master.
    record Key(int master, boolean isEvent, Id id) {}

    /// When it ended, and when that became known.
    record End(long at, long known) {}

    private final LinkedHashMap<Key, End> ends = new LinkedHashMap<>();
    final Set<Key> dirty = new HashSet<>();
    /// Ends that were forgotten before their time, because there were too many.
    long crowdedOut;

    @Nullable
    Long of(Master master, boolean isEvent, Id id, long now) {
        End end = ends.get(new Key(master.number, isEvent, id));
        return end == null || now - end.known > WINDOW ? null : (Long) end.at;
    }

    void remember(Master master, boolean isEvent, Id id, long at, long now) {
        Key key = new Key(master.number, isEvent, id);
        End before = ends.get(key);
        ends.putLast(key, new End(before == null || now - before.known > WINDOW ? at : Math.max(before.at, at), now));
        dirty.add(key);
        if (ends.size() > BOUND) {
            crowdedOut++;
            forgetFirst(ends.keySet().iterator());
        }
    }

    /// Forgets what is older than the window.
    void prune(long now) {
        Iterator<Map.Entry<Key, End>> oldest = ends.entrySet().iterator();
        while (oldest.hasNext()) {
            var entry = oldest.next();
            if (now - entry.getValue().known <= WINDOW) return;
            dirty.add(entry.getKey());
            oldest.remove();
        }
    }

    private void forgetFirst(Iterator<Key> keys) {
        dirty.add(keys.next());
        keys.remove();
    }

    @Nullable
    End get(Key key) {
        return ends.get(key);
    }

    /// Puts back what was kept.
    void restore(Map<Key, End> kept) {
        List<Map.Entry<Key, End>> entries = new ArrayList<>(kept.entrySet());
        entries.sort((a, b) -> Long.compare(a.getValue().known, b.getValue().known));
        for (var entry : entries)
            ends.put(entry.getKey(), entry.getValue());
    }
}
