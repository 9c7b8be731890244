package io.tidemark.wallboard;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.GaugeDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/// How the viewers of this node fare. Frames offered = sent + skipped.
public final class WallboardMetrics {

    private final GaugeDataPoint viewers;
    private final CounterDataPoint sent;
    private final CounterDataPoint skipped;
    private final Counter slow;

    public WallboardMetrics(PrometheusRegistry registry) {
        viewers = Gauge.builder().name("tidemark_wallboard_viewers").help("Open viewers of this node.").withoutExemplars()
                .register(registry);
        var frames = Counter.builder().name("tidemark_wallboard_frames_total").labelNames("result").withoutExemplars()
                .help("Frames for viewers: sent, or skipped because the viewer does not read.").register(registry);
        sent = frames.labelValues("sent");
        skipped = frames.labelValues("skipped");
        slow = Counter.builder().name("tidemark_wallboard_closed_slow_total").withoutExemplars()
                .help("Viewers closed with 1013 because they did not read.").register(registry);
    }

    void came() {
        viewers.inc();
    }

    void left() {
        viewers.dec();
    }

    void sent() {
        sent.inc();
    }

    void skipped() {
        skipped.inc();
    }

    void closedAsSlow() {
        slow.inc();
    }
}
