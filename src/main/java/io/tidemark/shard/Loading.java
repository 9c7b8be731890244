package io.tidemark.shard;

import io.tidemark.log.Decoded;
import io.tidemark.log.EntryCodec;
import io.tidemark.log.EntryId;
import io.tidemark.presence.Recall;
import io.tidemark.presence.Shard;
import io.vertx.core.Future;
import java.util.List;

/// Makes a shard of what is kept of it, and lets it recall the signs of life of the two minutes before (a little more: the log is
/// trimmed at whole seconds), the latest first, as far as they tell something.
final class Loading {

    private static final long RECALLED_MILLIS = 122_000;
    private static final int FIRST_PIECE = 50;
    private static final int LARGEST_PIECE = 1_600;
    private static final int PIECE_BYTES = 2 << 20;

    private final int shard;
    private final String zone;
    private final Store store;
    private final Loop loop;

    /// What was loaded, and how far it had come.
    record Loaded(Shard shard, Reached reached) {}

    Loading(int shard, String zone, Store store, Loop loop) {
        this.shard = shard;
        this.zone = zone;
        this.store = store;
        this.loop = loop;
    }

    Future<Loaded> load() {
        return store.load(shard).compose(kept -> loop.aside(() -> new Loaded(of(kept), kept.reached()))).compose(loaded -> {
            var position = loaded.reached.position();
            var from = new EntryId(Math.max(0, position.millis() - RECALLED_MILLIS), 0);
            return recall(loaded.shard.recall(), from, position.next(), FIRST_PIECE).map(loaded);
        });
    }

    private Shard of(Kept kept) {
        return kept.reached().position().equals(EntryId.ZERO) ? Shard.empty(zone) : Shard.load(zone, kept.tables());
    }

    private Future<Void> recall(Recall recall, EntryId from, EntryId before, int limit) {
        return store.range(shard, from, before, limit).compose(piece -> loop.aside(() -> isLast(recall, piece, limit)).compose(last -> {
            if (last) return Future.succeededFuture();
            long bytes = piece.stream().mapToLong(stored -> stored.bytes().length).sum();
            return recall(recall, from, piece.getLast().id(), bytes < PIECE_BYTES ? Math.min(2 * limit, LARGEST_PIECE) : limit);
        }));
    }

    private static boolean isLast(Recall recall, List<Stored> piece, int limit) {
        for (var stored : piece)
            try {
                if (EntryCodec.decode(stored.id(), stored.bytes()) instanceof Decoded.Known(var entry)) recall.signs(entry);
            } catch (IllegalArgumentException _) {
                // It was passed over when it was to be applied, and kept as poison then.
            }
        return piece.size() < limit || recall.isOver(piece.getLast().id().millis());
    }
}
