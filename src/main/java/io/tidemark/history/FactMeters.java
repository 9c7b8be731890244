package io.tidemark.history;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;

/// What the readers of facts do on this node. Taken from the streams = stored + rejected; what was stored and could not be deleted is
/// taken, and counted, again.
final class FactMeters {
    final Counter stored;
    final Counter rejected;
    final Counter failures;
    private final MeterRegistry meters;

    FactMeters(MeterRegistry meters) {
        this.meters = meters;
        stored = Counter.builder("tidemark.facts").tag("outcome", "stored").description("Facts moved to PostgreSQL").register(meters);
        rejected = Counter.builder("tidemark.facts").tag("outcome", "rejected")
                .description("Facts that PostgreSQL would not take, kept in fact_rejected").register(meters);
        failures = Counter.builder("tidemark.facts.failures").description("Times that Redis or PostgreSQL did not answer a reader of facts")
                .register(meters);
    }

    /// The gauges of one shard's reader.
    Shard shard(int shard) {
        var gauges = new Shard(new AtomicLong(), new AtomicLong());
        String number = Integer.toString(shard);
        Gauge.builder("tidemark.facts.waiting", gauges.length, AtomicLong::get).tag("shard", number)
                .description("Entries in the shard's stream of facts, each with what one commit told; 0 on nodes that do not own it")
                .register(meters);
        Gauge.builder("tidemark.facts.lag", gauges.lagMillis, lag -> lag.get() / 1000.0).tag("shard", number).baseUnit("seconds")
                .description("Age of the oldest fact in the shard's stream; 0 on nodes that do not own it").register(meters);
        return gauges;
    }

    record Shard(AtomicLong length, AtomicLong lagMillis) {
        void clear() {
            length.set(0);
            lagMillis.set(0);
        }
    }
}
