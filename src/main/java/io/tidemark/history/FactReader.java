package io.tidemark.history;

import io.tidemark.log.EntryId;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Moves one shard's facts from its stream to PostgreSQL, while this node owns the shard. One virtual thread, one batch at a time.
///
/// A batch is all stored or not at all. When PostgreSQL refuses it for what is in it, its halves are tried, and so on down to the
/// one that is at fault, which is kept apart. When PostgreSQL or Redis does not answer, nothing is lost: the same head is read again,
/// after a pause that grows to fifteen seconds.
final class FactReader implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(FactReader.class);
    /// Entries in a batch, each of up to [FactStream#MOST_FACTS] facts.
    private static final int SMALLEST = 8;
    private static final int LARGEST = 32;
    private static final long LARGEST_BYTES = 4L << 20;
    /// Between looks where there was nothing: at first, and at most.
    private static final long IDLE_MILLIS = 250;
    private static final long LONGEST_IDLE_MILLIS = 1000;
    private static final long NOT_OWNED_MILLIS = 1000;
    private static final long FIRST_PAUSE_MILLIS = 250;
    private static final long LONGEST_PAUSE_MILLIS = 15_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final int shard;
    private final FactStream stream;
    private final FactStore store;
    private final BooleanSupplier owned;
    private final FactMeters meters;
    private final FactMeters.Shard gauges;
    private final InstantSource clock;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private int most = SMALLEST;

    FactReader(int shard, FactStream stream, FactStore store, BooleanSupplier owned, FactMeters meters, InstantSource clock) {
        this.shard = shard;
        this.stream = stream;
        this.store = store;
        this.owned = owned;
        this.meters = meters;
        this.gauges = meters.shard(shard);
        this.clock = clock;
    }

    /// Ends after the batch under way.
    void stop() {
        stopped.countDown();
    }

    @Override
    public void run() {
        long pause = 0;
        boolean failing = false;
        while (!sleeps(pause)) {
            if (!owned.getAsBoolean()) {
                gauges.clear();
                pause = NOT_OWNED_MILLIS;
                continue;
            }
            try {
                boolean again = step();
                if (failing) LOG.info("Facts of shard {} are moved on again", shard);
                failing = false;
                pause = again ? 0 : Math.clamp(pause * 2, IDLE_MILLIS, LONGEST_IDLE_MILLIS);
            } catch (Exception | StackOverflowError | AssertionError e) {
                meters.failures.increment();
                if (!failing) LOG.warn("Facts of shard {} wait in Redis: {}", shard, e.toString());
                pause = failing ? Math.min(pause * 2, LONGEST_PAUSE_MILLIS) : FIRST_PAUSE_MILLIS;
                failing = true;
            }
        }
        gauges.clear();
    }

    /// Moves one batch; whether there may be more.
    private boolean step() {
        var batch = await(stream.head(shard, most));
        gauges.length().set(batch.size() < most ? batch.size() : await(stream.length(shard)));
        gauges.lagMillis().set(batch.isEmpty() ? 0 : Math.max(0, clock.millis() - batch.getFirst().id().millis()));
        if (batch.isEmpty()) return false;
        boolean full = batch.size() == most;
        var said = batch.stream().flatMap(entry -> entry.facts().stream()).toList();
        var facts = new ArrayList<Fact>(said.size());
        for (var one : said)
            try {
                facts.add(Fact.read(one));
            } catch (IllegalArgumentException e) {
                reject(one, String.valueOf(e.getMessage()));
            }
        store(facts, said);
        await(stream.delete(shard, batch.stream().map(FactStream.Entry::id).toList()));
        if (batch.stream().mapToLong(entry -> entry.body().length).sum() > LARGEST_BYTES) most = Math.max(1, most / 2);
        else if (full) most = Math.min(LARGEST, most * 2);
        return full;
    }

    private void store(List<Fact> facts, List<FactStream.Entry> said) {
        if (facts.isEmpty()) return;
        try {
            await(store.store(facts));
            meters.stored.increment(facts.size());
        } catch (PgException refusal) {
            if (!isAboutTheData(refusal)) throw refusal;
            if (facts.size() == 1) {
                reject(entry(said, facts.getFirst().id()), refusal.getSqlState() + ": " + refusal.getErrorMessage());
            } else {
                store(facts.subList(0, facts.size() / 2), said);
                store(facts.subList(facts.size() / 2, facts.size()), said);
            }
        }
    }

    private void reject(FactStream.Entry entry, String reason) {
        await(store.reject(shard, entry, reason));
        meters.rejected.increment();
        LOG.error("A fact of shard {} cannot be stored and is kept in fact_rejected: entry {}", shard, entry.id());
    }

    private static FactStream.Entry entry(List<FactStream.Entry> said, EntryId id) {
        return said.stream().filter(entry -> entry.id().equals(id)).findFirst().orElseThrow();
    }

    /// Bad values (22), broken constraints (23), too large for an index or too deep (54).
    private static boolean isAboutTheData(PgException refusal) {
        String state = refusal.getSqlState();
        return state != null && (state.startsWith("22") || state.startsWith("23") || state.startsWith("54"));
    }

    private static <T> T await(Future<T> future) {
        return future.timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).await();
    }

    private boolean sleeps(long millis) {
        try {
            return stopped.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
