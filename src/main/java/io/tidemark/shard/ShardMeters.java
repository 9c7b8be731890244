package io.tidemark.shard;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.List;

/// What the way into the log and out of it counts, for one node. Parcels appended = parcels answered; entries applied by all owners ≥
/// entries of the log, the difference being what was applied again after a take-over.
public final class ShardMeters {

    private final MeterRegistry registry;
    private final Counter parcels;
    private final Counter batches;
    private final Counter full;
    private final Counter entries;
    private final Counter commits;
    private final Counter poison;
    private final Counter takeOvers;
    private final Counter wentBack;

    public ShardMeters(MeterRegistry registry) {
        this.registry = registry;
        parcels = registry.counter("tidemark.append.parcels");
        batches = registry.counter("tidemark.append.batches");
        full = registry.counter("tidemark.append.full");
        entries = registry.counter("tidemark.shard.entries");
        commits = registry.counter("tidemark.shard.commits");
        poison = registry.counter("tidemark.shard.poison");
        wentBack = registry.counter("tidemark.append.wentback");
        takeOvers = registry.counter("tidemark.shard.takeovers");
    }

    LaneGauge lane(int shard) {
        var gauge = new LaneGauge();
        Gauge.builder("tidemark.append.waiting", gauge, LaneGauge::weight).tags(shard(shard)).register(registry);
        return gauge;
    }

    void durable(int shard, DurableMark mark) {
        Gauge.builder("tidemark.append.durable.lag", mark, it -> it.lagMillis() / 1_000.0).baseUnit("seconds").tags(shard(shard))
                .register(registry);
    }

    /// What an owner shows of itself: whether it owns, and how many applied entries are not committed yet.
    void owner(int shard, ShardOwner owner) {
        Gauge.builder("tidemark.shard.owned", owner, it -> it.isOwning() ? 1 : 0).tags(shard(shard)).register(registry);
        Gauge.builder("tidemark.shard.uncommitted", owner, ShardOwner::uncommitted).tags(shard(shard)).register(registry);
    }

    void appended(int count) {
        batches.increment();
        parcels.increment(count);
    }

    void retried(String reason) {
        registry.counter("tidemark.append.retries", "reason", reason).increment();
    }

    void wentBack() {
        wentBack.increment();
    }

    void full() {
        full.increment();
    }

    void applied() {
        entries.increment();
    }

    void committed() {
        commits.increment();
    }

    void poisoned() {
        poison.increment();
    }

    void tookOver() {
        takeOvers.increment();
    }

    void lost(String reason) {
        registry.counter("tidemark.shard.lost", "reason", reason).increment();
    }

    private static Tags shard(int shard) {
        return Tags.of(List.of(Tag.of("shard", Integer.toString(shard))));
    }
}
