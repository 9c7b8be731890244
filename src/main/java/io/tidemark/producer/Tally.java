package io.tidemark.producer;

import java.util.concurrent.atomic.LongAdder;

/// The figures behind [Counters]: written on the producer's event loop, read by any thread.
final class Tally {
    final LongAdder signals = new LongAdder();
    final LongAdder waiting = new LongAdder();
    final LongAdder frames = new LongAdder();
    final LongAdder acked = new LongAdder();
    final LongAdder durable = new LongAdder();
    final LongAdder resumes = new LongAdder();
    final LongAdder snapshots = new LongAdder();
    final LongAdder rejected = new LongAdder();
    final LongAdder connected = new LongAdder();

    Counters read() {
        return new Counters(signals.sum(), waiting.sum(), frames.sum(), acked.sum(), durable.sum(), resumes.sum(), snapshots.sum(),
                rejected.sum(), connected.sum());
    }
}
