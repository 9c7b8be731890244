package io.tidemark.load.latency;

import io.tidemark.load.Bench;
import io.tidemark.load.Scenario;
import io.tidemark.load.process.Node;
import io.tidemark.load.process.Pause;
import io.tidemark.load.truth.Population;
import io.tidemark.load.wire.Levels;
import java.time.Duration;
import java.util.List;

/// How long it takes from a join to the frame on a wallboard that shows it.
public final class Latency implements Scenario {

    private static final int VIEWERS = 50;

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public String purpose() {
        return "from the instant at which a join should be sent to the wallboard frame that shows it, on " + VIEWERS + " viewers";
    }

    @Override
    public void run(Bench bench) throws Exception {
        var installation = bench.installation();
        var node = installation.node("one");
        int busySeconds = bench.length().of(3, 6, 120);
        double changes = bench.length().of(500, 5_000, 5_000);
        try (var population = Population.open(bench.vertx(), List.of(node.sockets()), Node.KEY, List.of("busy"), bench.options().seed(),
                false);
                var markers = Markers.open(bench.vertx(), node, "busy", VIEWERS, bench.options().seed())) {
            population.fill(2_000);
            population.flow(changes, 0);
            Pause.seconds(bench.length().of(1, 4, 30));
            var busy = markers.measure(50, busySeconds);
            population.rest();
            bench.claims().atMost("latency.p50", busy.getValueAtPercentile(50) / 1e3, "ms", 65,
                    "at " + Math.round(changes) + " changes a second and ten frames a second", busy.getTotalCount());
            bench.claims().atMost("latency.p99", busy.getValueAtPercentile(99) / 1e3, "ms", 130, "the same", busy.getTotalCount());
            Pause.seconds(2);
            var quiet = markers.measure(1, bench.length().of(4, 6, 120));
            bench.claims().atMost("latency.quiet.p50", quiet.getValueAtPercentile(50) / 1e3, "ms", 15, "at one change a second",
                    quiet.getTotalCount());
            bench.report().latencies("Join to wallboard", List.of("latency-busy", "latency-quiet"), List.of(busy, quiet));
            long wanted = population.live() + markers.said();
            var levels = Levels.await(node, "busy", Duration.ofSeconds(20), seen -> seen.now() == wanted);
            bench.claims().truth("latency", markers.missing() + Math.abs(levels.now() - wanted),
                    "joins that a viewer never showed, and the level afterwards",
                    busy.getTotalCount() + quiet.getTotalCount());
        }
    }
}
