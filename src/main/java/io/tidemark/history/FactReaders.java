package io.tidemark.history;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Pool;
import java.time.InstantSource;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// The readers of all shards' facts on this node, each awake while the node owns its shard.
public final class FactReaders {
    private final List<FactReader> readers;
    private final List<Promise<Void>> ended;

    private FactReaders(List<FactReader> readers) {
        this.readers = readers;
        this.ended = readers.stream().map(_ -> Promise.<Void>promise()).toList();
    }

    /// Starts a reader for each shard; `owned` says whether this node owns a shard now, from any thread.
    public static FactReaders start(int shards, IntPredicate owned, FactStream stream, Pool pool, MeterRegistry meters,
            InstantSource clock) {
        var store = new FactStore(pool);
        var factMeters = new FactMeters(meters);
        var readers = new FactReaders(IntStream.range(0, shards)
                .mapToObj(shard -> new FactReader(shard, stream, store, () -> owned.test(shard), factMeters, clock)).toList());
        for (int i = 0; i < shards; i++)
            readers.launch(i);
        return readers;
    }

    /// Completes when the batches under way are done, or have failed.
    public Future<Void> stop() {
        readers.forEach(FactReader::stop);
        return Future.join(ended.stream().map(Promise::future).toList()).mapEmpty();
    }

    private void launch(int i) {
        Thread.ofVirtual().name("facts-" + i).start(() -> {
            try {
                readers.get(i).run();
            } finally {
                ended.get(i).complete();
            }
        });
    }
}
