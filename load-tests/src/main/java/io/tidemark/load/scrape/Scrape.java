package io.tidemark.load.scrape;

import io.tidemark.load.Bench;
import io.tidemark.load.Scenario;
import io.tidemark.load.process.Node;
import io.tidemark.load.process.Pause;
import io.tidemark.load.report.Chart;
import io.tidemark.load.report.Figures;
import io.tidemark.load.wire.Levels;
import io.tidemark.load.wire.Signals;
import io.tidemark.load.wire.StreamProducer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/// The peak that a gauge scraped every fifteen seconds would have reported, beside the true one and ours.
public final class Scrape implements Scenario {

    private static final String MASTER = "bursts";
    private static final int BASE = 200;

    private static final int BEGINNINGS = 31;

    @Override
    public String name() {
        return "scrape";
    }

    @Override
    public String purpose() {
        return "bursty traffic: the peak that a gauge scraped every 15 seconds would report, against the true one and the product's";
    }

    @Override
    public void run(Bench bench) throws Exception {
        var node = bench.installation().node("one");
        int seconds = bench.length().of(5, 26, 300);
        double period = bench.length().of(1.0, 15.0, 15.0);
        var producer = StreamProducer.open(bench.vertx(), List.of(node.sockets()), Node.KEY, "bursts", List.of(MASTER), 90)
                .toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        var curve = play(producer, new Random(bench.options().seed()), seconds, period);
        while (producer.unacknowledged() > 0)
            Pause.millis(10);
        double truth = curve.stream().mapToDouble(point -> point[1]).max().orElseThrow();
        // when a scraper begins is chance: all of its beginnings are tried
        var scrapers = IntStream.range(0, BEGINNINGS).mapToObj(i -> samples(curve, seconds, period, period * (i + 1) / BEGINNINGS))
                .sorted(Comparator.comparingDouble(Scrape::peak)).toList();
        double missed = scrapers.stream().mapToDouble(samples -> (truth - peak(samples)) / truth * 100).average().orElseThrow();
        var shown = Levels.await(node, MASTER, Duration.ofSeconds(20), seen -> seen.peak() == truth);
        bench.claims().truth("scrape", Math.abs(shown.peak() - truth) + (shown.exact() ? 0 : 1), "the product's peak against the true one",
                curve.size());
        bench.claims().shown("scrape.missed", missed, "% of the peak",
                "on average; true peak " + Figures.of(truth) + ", the product says " + Figures.of(shown.peak())
                        + ", a gauge scraped every " + Figures.of(period) + " s says between " + Figures.of(peak(scrapers.getFirst()))
                        + " and " + Figures.of(peak(scrapers.getLast())) + ", by when it happens to look",
                BEGINNINGS);
        bench.report().chart(new Chart("What was there, and what a scraped gauge saw of it", "s", "connections", false,
                List.of(new Chart.Curve("true", curve, true), new Chart.Curve("scraped", scrapers.get(BEGINNINGS / 2), true))));
        producer.close();
    }

    /// A base that stays, and bursts of a second or four at random instants; answers the level after each change.
    private static List<double[]> play(StreamProducer producer, Random random, int seconds, double period) throws Exception {
        var curve = new ArrayList<double[]>();
        var ends = new ArrayDeque<Burst>();
        long begun = System.nanoTime();
        int live = 0;
        int made = 0;
        double nextBurst = 0.5;
        say(producer, joins(0, BASE));
        live = made = BASE;
        curve.add(new double[]{0, live});
        for (double now = 0; now < seconds; now = (System.nanoTime() - begun) / 1e9) {
            while (!ends.isEmpty() && ends.peek().end <= now) {
                var over = ends.poll();
                say(producer, leaves(over.first, over.count));
                live -= over.count;
                curve.add(new double[]{now, live});
            }
            if (now >= nextBurst && ends.isEmpty()) {
                int count = 100 + random.nextInt(900);
                say(producer, joins(made, count));
                ends.add(new Burst(made, count, now + period * (0.05 + 0.25 * random.nextDouble())));
                made += count;
                live += count;
                curve.add(new double[]{now, live});
                nextBurst = now + period * (0.2 + 0.5 * random.nextDouble());
            }
            Pause.millis(5);
        }
        return curve;
    }

    private record Burst(int first, int count, double end) {}

    private static double peak(List<double[]> samples) {
        return samples.stream().mapToDouble(point -> point[1]).max().orElse(0);
    }

    private static List<double[]> samples(List<double[]> curve, int seconds, double period, double first) {
        var samples = new ArrayList<double[]>();
        for (double at = first; at <= seconds; at += period) {
            double level = 0;
            for (double[] point : curve)
                if (point[0] <= at) level = point[1];
            samples.add(new double[]{at, level});
        }
        return samples;
    }

    private static List<String> joins(int first, int count) {
        var signals = new ArrayList<String>();
        for (int i = first; i < first + count; i++)
            signals.add(Signals.join(Signals.session(9, i), "burst-" + i % 7, "meeting", "speaker", System.currentTimeMillis()));
        return signals;
    }

    private static List<String> leaves(int first, int count) {
        var signals = new ArrayList<String>();
        for (int i = first; i < first + count; i++)
            signals.add(Signals.leave(Signals.session(9, i), System.currentTimeMillis()));
        return signals;
    }

    private static void say(StreamProducer producer, List<String> signals) throws Exception {
        var done = new CountDownLatch(1);
        producer.run(() -> {
            producer.frame(MASTER, signals);
            done.countDown();
        });
        done.await(10, TimeUnit.SECONDS);
    }
}
