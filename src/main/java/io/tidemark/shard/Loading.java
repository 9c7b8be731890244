package io.tidemark.shard;

import io.tidemark.log.Decoded;
import io.tidemark.log.EntryCodec;
import io.tidemark.log.EntryId;
import io.tidemark.presence.Shard;
import io.vertx.core.Future;
import java.util.List;

/// Makes a shard of what is kept of it, and lets it recall the signs of life of the two minutes before (a little more: the log is
/// trimmed at whole seconds).
final class Loading {

    private static final long RECALLED_MILLIS = 122_000;
    private static final int PIECE = 500;

    private final int shard;
    private final String zone;
    private final Store store;
    private final Loop loop;

    /// What was loaded, and the entry that it has reached.
    record Loaded(Shard shard, EntryId position, String chain) {}

    Loading(int shard, String zone, Store store, Loop loop) {
        this.shard = shard;
        this.zone = zone;
        this.store = store;
        this.loop = loop;
    }

    Future<Loaded> load() {
        return store.load(shard).compose(kept -> loop.aside(() -> new Loaded(of(kept), kept.position(), kept.chain()))).compose(loaded -> {
            var from = new EntryId(Math.max(0, loaded.position.millis() - RECALLED_MILLIS), 0);
            return recall(loaded, from);
        });
    }

    private Shard of(Kept kept) {
        return kept.position().equals(EntryId.ZERO) ? Shard.empty(zone) : Shard.load(zone, kept.tables());
    }

    private Future<Loaded> recall(Loaded loaded, EntryId after) {
        if (!loaded.position.isAfter(after)) return Future.succeededFuture(loaded);
        return store.range(shard, after, loaded.position, PIECE).compose(piece -> {
            recall(loaded.shard, piece);
            return piece.size() < PIECE ? Future.succeededFuture(loaded) : recall(loaded, piece.getLast().id());
        });
    }

    private static void recall(Shard shard, List<Stored> piece) {
        for (var stored : piece)
            try {
                if (EntryCodec.decode(stored.id(), stored.bytes()) instanceof Decoded.Known(var entry)) shard.recall(entry);
            } catch (IllegalArgumentException _) {
                // It was passed over when it was to be applied, and kept as poison then.
            }
    }
}
