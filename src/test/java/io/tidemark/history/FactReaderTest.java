package io.tidemark.history;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tidemark.log.EntryId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FactReaderTest {

    @Test
    void aFaultOfOursDoesNotEndTheReader() throws InterruptedException {
        var vertx = Vertx.vertx();
        var pool = PgBuilder.pool().connectingTo(new PgConnectOptions()).using(vertx).build();
        var stream = new FaultyStream();
        var reader = new FactReader(0, stream, new FactStore(pool), () -> true, new FactMeters(new SimpleMeterRegistry()),
                InstantSource.system());
        var thread = Thread.ofVirtual().start(reader);
        try {
            await().until(() -> stream.asked.get() > FaultyStream.FAULTS.size());
        } finally {
            reader.stop();
            thread.join();
            pool.close();
            vertx.close().await();
        }
    }

    /// Fails in every way at first, and is empty then.
    private static final class FaultyStream implements FactStream {
        static final List<Throwable> FAULTS = List.of(new IllegalStateException(), new AssertionError(), new StackOverflowError());
        final AtomicInteger asked = new AtomicInteger();

        @Override
        public Future<List<Entry>> head(int shard, int most) {
            int number = asked.getAndIncrement();
            return number < FAULTS.size() ? Future.failedFuture(FAULTS.get(number)) : Future.succeededFuture(List.of());
        }

        @Override
        public Future<Void> delete(int shard, List<EntryId> entries) {
            return Future.succeededFuture();
        }

        @Override
        public Future<Long> length(int shard) {
            return Future.succeededFuture(0L);
        }
    }
}
