package io.tidemark.presence;

import io.tidemark.signal.Id;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import org.jspecify.annotations.Nullable;

/// What is known to be over: ends of sessions and of occurrences, leaves of sessions that nobody has seen yet. Remembered for the
/// reordering window, so that what arrives late does not bring anything back to life; bounded, the oldest go first.
///
/// They are kept in pages, numbered without gaps: one for all that became known between two commits. The oldest page is removed when
/// nothing of it is remembered any more; of what a key has in several pages, the last one holds. Before such copies are more than what is
/// remembered, all goes into one new page.
final class Ends {

    /// How long after it became known an end is remembered; also how old a join may be that begins something live.
    static final long WINDOW = 600_000;
    private static final int BOUND = 100_000;

    /// What ended: a session or an event's occurrence of a master.
    record Key(int master, boolean isEvent, Id id) {}

    /// When it ended, when that became known, and the page that it is in.
    record End(long at, long known, long page) {}

    private final int bound;
    /// In the order in which they became known, so that those of the page under way are the last.
    private final LinkedHashMap<Key, End> ends = new LinkedHashMap<>();
    /// The page under way, not kept yet, and the oldest of those that are kept; the same when none is.
    private long page = 1;
    private long oldest = 1;
    /// How many ends stand in each kept page, and in all.
    private final ArrayDeque<Integer> sizes = new ArrayDeque<>();
    private long kept;
    /// Ends that were forgotten before their time, because there were too many.
    long crowdedOut;

    Ends() {
        this(BOUND);
    }

    /// At most `bound` are remembered.
    Ends(int bound) {
        this.bound = bound;
    }

    @Nullable
    Long of(Master master, boolean isEvent, Id id, long now) {
        End end = ends.get(new Key(master.number, isEvent, id));
        return end == null || now - end.known > WINDOW ? null : (Long) end.at;
    }

    void remember(Master master, boolean isEvent, Id id, long at, long now) {
        Key key = new Key(master.number, isEvent, id);
        End before = ends.get(key);
        ends.putLast(key, new End(before == null || now - before.known > WINDOW ? at : Math.max(before.at, at), now, page));
        if (ends.size() > bound) {
            crowdedOut++;
            ends.pollFirstEntry();
        }
    }

    /// Forgets what is older than the window.
    void prune(long now) {
        for (var first = ends.firstEntry(); first != null && now - first.getValue().known > WINDOW; first = ends.firstEntry())
            ends.pollFirstEntry();
    }

    /// Whether nothing has to be kept or removed.
    boolean isUntouched() {
        if (isCrowded()) return false;
        return ends.isEmpty() ? oldest == page : ends.lastEntry().getValue().page < page && ends.firstEntry().getValue().page == oldest;
    }

    /// The page under way and its number, if there is anything in it; the next one begins. Call it after [#takeForgotten].
    @Nullable
    Entry<Long, List<Entry<Key, End>>> takePage() {
        var latest = new ArrayList<Entry<Key, End>>();
        for (var entry : ends.sequencedEntrySet().reversed()) {
            if (entry.getValue().page != page) break;
            latest.add(entry);
        }
        if (latest.isEmpty()) return null;
        keep(latest.size());
        return Map.entry(page++, latest.reversed());
    }

    /// The numbers of kept pages of which nothing is remembered any more.
    List<Long> takeForgotten() {
        if (isCrowded()) ends.replaceAll((_, end) -> new End(end.at, end.known, page));
        var forgotten = new ArrayList<Long>();
        for (long first = ends.isEmpty() ? page : ends.firstEntry().getValue().page; oldest < first; oldest++) {
            forgotten.add(oldest);
            kept -= sizes.remove();
        }
        return forgotten;
    }

    private boolean isCrowded() {
        return kept > 2L * bound;
    }

    private void keep(int size) {
        sizes.add(size);
        kept += size;
    }

    /// Puts back a page that was kept; call it in the order of their numbers.
    void restore(long number, List<Entry<Key, End>> written) {
        if (page == oldest) oldest = number;
        page = number + 1;
        keep(written.size());
        for (var entry : written) {
            ends.putLast(entry.getKey(), entry.getValue());
            if (ends.size() > bound) ends.pollFirstEntry();
        }
    }
}
