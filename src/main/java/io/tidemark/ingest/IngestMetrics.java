package io.tidemark.ingest;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.GaugeDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.tidemark.ingest.decode.RejectionCode;
import io.tidemark.shard.Appended;
import java.util.stream.Stream;

/// What ingest counts on this node. Once nothing is in flight: received = accepted + rejected + repeated + dropped. What the set of
/// sessions refuses later was accepted, and is counted beside that. May be used from any thread.
final class IngestMetrics {

    final CounterDataPoint received;
    final CounterDataPoint accepted;
    final CounterDataPoint repeated;
    final CounterDataPoint dropped;
    final GaugeDataPoint sockets;
    final GaugeDataPoint paused;
    final GaugeDataPoint inFlight;
    final GaugeDataPoint waiting;
    final GaugeDataPoint streams;
    private final CounterDataPoint[] rejected;
    private final CounterDataPoint[] closes;
    private final Counter judged;
    private final Counter refused;
    private final Counter requests;

    IngestMetrics(PrometheusRegistry registry) {
        received = counter(registry, "received", "Signals read, good and bad.");
        accepted = counter(registry, "accepted", "Signals that stand in the log.");
        repeated = counter(registry, "repeated", "Signals that stood in the log already.");
        dropped = counter(registry, "dropped",
                "Signals not taken: out of sequence, fenced, unfinished snapshot, or the node stopped before the log answered.");
        var byCode = Counter.builder().name("tidemark_ingest_signals_rejected_total").labelNames("code").withoutExemplars()
                .help("Signals and messages rejected, by reason.").register(registry);
        rejected = Stream.of(RejectionCode.values()).map(code -> byCode.labelValues(code.code())).toArray(CounterDataPoint[]::new);
        judged = Counter.builder().name("tidemark_ingest_signals_rejected_by_set_total").labelNames("code").withoutExemplars()
                .help("Accepted signals that the set of sessions refused.").register(registry);
        var byReason = Counter.builder().name("tidemark_ingest_closes_total").labelNames("reason").withoutExemplars()
                .help("Sockets closed by the server, by reason.").register(registry);
        closes = Stream.of(CloseReason.values()).map(reason -> byReason.labelValues(reason.label())).toArray(CounterDataPoint[]::new);
        refused = Counter.builder().name("tidemark_ingest_handshakes_refused_total").labelNames("status").withoutExemplars()
                .help("Sockets refused before the upgrade, by status.").register(registry);
        requests = Counter.builder().name("tidemark_ingest_requests_total").labelNames("status").withoutExemplars()
                .help("POST /v1/signals, by status.").register(registry);
        sockets = gauge(registry, "sockets", "Open ingest sockets.");
        paused = gauge(registry, "sockets_paused", "Ingest sockets that are not read, since the log or the peer is slow.");
        inFlight = gauge(registry, "in_flight", "Messages read and not answered by the log.");
        waiting = gauge(registry, "waiting", "Signals read and kept with their socket, since the log has no room.");
        streams = gauge(registry, "streams", "Streams open through this node.");
    }

    /// What became of so many signals that were given to the log.
    void answered(Appended answer, int signals) {
        switch (answer) {
            case Appended.Logged _ -> accepted.inc(signals);
            case Appended.Skipped _,Appended.Repeated _ -> repeated.inc(signals);
            default -> dropped.inc(signals);
        }
    }

    void rejected(RejectionCode code) {
        rejected[code.ordinal()].inc();
    }

    void judged(String code) {
        judged.labelValues(code).inc();
    }

    void closed(CloseReason reason) {
        closes[reason.ordinal()].inc();
    }

    void refused(int status) {
        refused.labelValues(Integer.toString(status)).inc();
    }

    void answered(int status) {
        requests.labelValues(Integer.toString(status)).inc();
    }

    private static CounterDataPoint counter(PrometheusRegistry registry, String name, String help) {
        return Counter.builder().name("tidemark_ingest_signals_" + name + "_total").withoutExemplars().help(help).register(registry);
    }

    private static GaugeDataPoint gauge(PrometheusRegistry registry, String name, String help) {
        return Gauge.builder().name("tidemark_ingest_" + name).withoutExemplars().help(help).register(registry);
    }
}
