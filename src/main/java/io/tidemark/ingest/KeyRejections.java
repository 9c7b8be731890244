package io.tidemark.ingest;

import io.tidemark.ingest.decode.Rejection;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The last rejections of each key on this node, for whoever looks why something is not counted: 100 a key, of the 1 000 keys that
/// were rejected last. May be used from any thread.
final class KeyRejections {

    static final int MOST = 100;
    private static final int MOST_KEYS = 1_000;

    /// One rejection; `sequence` 0 and `index` −1 are absent.
    record Told(long at, @Nullable String account, long sequence, int index, String code, String message, @Nullable String session) {}

    private final Map<Long, ArrayDeque<Told>> byKey = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, ArrayDeque<Told>> eldest) {
            return size() > MOST_KEYS;
        }
    };

    void add(long fingerprint, long at, @Nullable String account, long sequence, Rejection rejection) {
        add(fingerprint, new Told(at, account, sequence, rejection.index(), rejection.code().code(), rejection.message(), null));
    }

    synchronized void add(long fingerprint, Told told) {
        ArrayDeque<Told> last = byKey.computeIfAbsent(fingerprint, _ -> new ArrayDeque<>());
        if (last.size() == MOST)
            last.removeLast();
        last.addFirst(told);
    }

    /// Newest first.
    synchronized List<Told> of(long fingerprint) {
        ArrayDeque<Told> last = byKey.get(fingerprint);
        return last == null ? List.of() : List.copyOf(last);
    }
}
