package io.tidemark.ops;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;

/// Where figures about the program itself are kept: one registry for what each node counts by itself, one for what is the same on
/// every node (never add the latter up over nodes: take `max by`).
public final class Meters {

    private final PrometheusRegistry node = new PrometheusRegistry();
    private final PrometheusRegistry cluster = new PrometheusRegistry();
    private final PrometheusMeterRegistry micrometer = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, node, Clock.SYSTEM);

    /// Meters with `tidemark_build_info` in them.
    public static Meters open(String version, String revision) {
        var meters = new Meters();
        Info.builder().name("tidemark_build_info").help("What this node runs.").labelNames("version", "revision", "java")
                .register(meters.node).setLabelValues(version, revision, Runtime.version().toString());
        return meters;
    }

    private Meters() {}

    public PrometheusRegistry node() {
        return node;
    }

    public PrometheusRegistry cluster() {
        return cluster;
    }

    /// The node's registry in the form that Vert.x and most libraries count in.
    public MeterRegistry micrometer() {
        return micrometer;
    }

    /// A Vert.x that counts into the node's registry, beside the JVM and Netty.
    public Vertx vertx(VertxOptions options) {
        var metrics = new MicrometerMetricsOptions().setEnabled(true).setJvmMetricsEnabled(true).setNettyMetricsEnabled(true);
        return Vertx.builder().with(options.setMetricsOptions(metrics)).withMetrics(new MicrometerMetricsFactory(micrometer)).build();
    }
}
