package io.tidemark.load.soak;

import io.tidemark.load.Bench;
import io.tidemark.load.Scenario;
import io.tidemark.load.measure.Memory;
import io.tidemark.load.measure.Rounds;
import io.tidemark.load.process.Node;
import io.tidemark.load.process.Pause;
import io.tidemark.load.report.Chart;
import io.tidemark.load.report.Figures;
import io.tidemark.load.truth.Population;
import io.tidemark.load.wire.Levels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Everything with faults thrown in at random. In each quiet moment both nodes must show the ledger's levels, no peak above the truth,
/// and none below it that calls itself exact.
public final class Soak implements Scenario {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int LIVE = 4_000;

    @Override
    public String name() {
        return "soak";
    }

    @Override
    public String purpose() {
        return "joins, leaves, heartbeats and repeated posts through two nodes, with faults at random: levels and peaks in each quiet moment";
    }

    @Override
    public boolean needsOwnStores() {
        return true;
    }

    @Override
    public void run(Bench bench) throws Exception {
        int seconds = bench.options().seconds(20, 8, 1_800);
        int phase = bench.length().of(10, 8, 60);
        var random = new Random(bench.options().seed());
        var struck = new EnumMap<Fault, Integer>(Fault.class);
        var heaps = new ArrayList<double[]>();
        var recoveries = new ArrayList<Double>();
        long drift = 0;
        long wrongPeaks = 0;
        try (var site = Site.open(bench);
                var population = Population.open(bench.vertx(), site.addresses(), Node.KEY, List.of("alpha", "beta", "gamma", "delta"),
                        bench.options().seed(), true);
                var posts = new Posts(site.addresses(), bench.options().seed())) {
            population.fill(LIVE);
            long begun = System.nanoTime();
            double now = 0;
            while (now < seconds) {
                population.flow(bench.length().of(200, 600, 600), 2_000);
                posts.goOn();
                faults(site, population, posts, random, struck, Math.min(phase, Math.max(5, seconds - now)));
                site.mend();
                population.rest();
                posts.rest();
                long quiet = System.nanoTime();
                for (var node : site.nodes) {
                    var differences = population.differences(node, PATIENCE);
                    drift += differences.levels() + posted(node, posts);
                    wrongPeaks += differences.above() + differences.below();
                }
                recoveries.add((System.nanoTime() - quiet) / 1e9);
                now = (System.nanoTime() - begun) / 1e9;
                double heap = site.nodes.stream().mapToLong(node -> Memory.heap(node.child().pid())).max().orElse(0) / 1048576.0;
                heaps.add(new double[]{now, heap});
                System.out.printf("  after %4.0f s: drift %d, wrong peaks %d, heap %.0f MiB, %s%n", now, drift, wrongPeaks, heap,
                        population.troubles());
            }
            claims(bench, struck, heaps, recoveries, drift, wrongPeaks);
        }
    }

    private static void faults(Site site, Population population, Posts posts, Random random, Map<Fault, Integer> struck, double seconds) {
        long until = System.nanoTime() + Math.round(seconds * 1e9);
        while (System.nanoTime() < until) {
            Pause.millis(500 + random.nextInt(2_500));
            var fault = Fault.values()[random.nextInt(Fault.values().length)];
            struck.merge(fault, 1, Integer::sum);
            fault.strike(site, population, random);
            if (fault == Fault.POWER_LOST) posts.lossHappened();
        }
    }

    /// How far a node is from what was posted.
    private static long posted(Node node, Posts posts) throws Exception {
        var levels = Levels.await(node, Posts.MASTER, PATIENCE, seen -> seen.now() == posts.live());
        if (levels.now() != posts.live()) System.out.println("  differs: posts shows " + levels + ", true are " + posts.live());
        long tooHigh = posts.isExact() ? Math.max(0, levels.peak() - posts.peak()) : 0;
        if (tooHigh > 0) System.out.println("  too high: posts shows " + levels + ", the true peak is " + posts.peak());
        return Math.abs(levels.now() - posts.live()) + tooHigh;
    }

    /// In the first third the heap still gathers what is remembered for ten minutes.
    private static void heap(Bench bench, List<double[]> heaps) {
        int third = heaps.size() / 3;
        double early = median(heaps.subList(third, 2 * third));
        double late = median(heaps.subList(2 * third, heaps.size()));
        bench.claims().atMost("soak.heap", late / early, "ratio", 1.25, "heap after a collection: the last third against the second",
                heaps.size());
    }

    private static double median(List<double[]> points) {
        return Rounds.median(points.stream().mapToDouble(point -> point[1]).toArray());
    }

    private static void claims(Bench bench, Map<Fault, Integer> struck, List<double[]> heaps, List<Double> recoveries, long drift,
            long wrongPeaks) {
        int faults = struck.values().stream().mapToInt(Integer::intValue).sum();
        bench.claims().atMost("soak.drift", drift, "sessions", 0, "levels of five masters on two nodes in " + recoveries.size()
                + " quiet moments, against the ledgers", faults);
        bench.claims().truth("soak", wrongPeaks, "peaks above the truth, or below it and called exact", faults);
        bench.claims().shown("soak.recovery", recoveries.stream().mapToDouble(Double::doubleValue).max().orElse(0), "s",
                "the longest time until all was right again once the faults were over", recoveries.size());
        if (heaps.size() >= 6) heap(bench, heaps);
        bench.report().table(List.of("fault", "times"), struck.entrySet().stream()
                .map(entry -> List.of(entry.getKey().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '),
                        Figures.of(entry.getValue())))
                .toList());
        bench.report().chart(new Chart("Heap of the larger node", "s", "MiB after a collection", false,
                List.of(new Chart.Curve("heap", heaps))));
    }
}
