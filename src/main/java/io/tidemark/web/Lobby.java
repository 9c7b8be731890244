package io.tidemark.web;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.GaugeDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/// The connections of a node that owe it a request: they are new, or stand between two requests, and nobody knows whose they are.
/// When there are too many, those that have waited longest are let go: whoever sends its request at once notices nothing of a crowd.
/// May be used from any thread.
public final class Lobby {

    /// What a node has room for, beside its sockets.
    public static final int MOST = 10_000;

    private final int most;
    private final AtomicInteger waiting = new AtomicInteger();
    private final GaugeDataPoint shown;
    private final CounterDataPoint crowded;
    private final CounterDataPoint late;

    public Lobby(int most, PrometheusRegistry registry) {
        this.most = most;
        shown = Gauge.builder().name("tidemark_http_waiting").withoutExemplars()
                .help("Connections that owe a request: new ones, and those between two requests.").register(registry);
        var dropped = Counter.builder().name("tidemark_http_dropped_total").labelNames("reason").withoutExemplars()
                .help("Connections let go while they owed a request, by reason.").register(registry);
        crowded = dropped.labelValues("crowded");
        late = dropped.labelValues("late");
    }

    void enter() {
        waiting.incrementAndGet();
        shown.inc();
    }

    void leave() {
        waiting.decrementAndGet();
        shown.dec();
    }

    boolean isCrowded() {
        return waiting.get() > most;
    }

    void crowdedOut() {
        crowded.inc();
    }

    void late() {
        late.inc();
    }
}
