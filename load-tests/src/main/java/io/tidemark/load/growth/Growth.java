package io.tidemark.load.growth;

import io.tidemark.load.Bench;
import io.tidemark.load.Length;
import io.tidemark.load.Scenario;
import io.tidemark.load.measure.Rounds;
import io.tidemark.load.measure.WarmUp;
import io.tidemark.load.measure.Work;
import io.tidemark.load.process.Installation;
import io.tidemark.load.process.Node;
import io.tidemark.load.process.Pause;
import io.tidemark.load.report.Chart;
import io.tidemark.load.report.Figures;
import io.tidemark.load.truth.Population;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Whether what a signal costs stays what it is when there are many more sessions, and many more masters.
public final class Growth implements Scenario {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public String purpose() {
        return "the cost of a signal with many live sessions against few, and with many masters against one";
    }

    @Override
    public boolean needsOwnStores() {
        return true;
    }

    @Override
    public void run(Bench bench) throws Exception {
        sessions(bench);
        masters(bench);
    }

    /// Few and many sessions, in a full round some between them too, on installations of their own, measured by turns.
    private static void sessions(Bench bench) throws Exception {
        long few = bench.length().of(1_000L, 10_000L, 10_000L);
        long many = bench.length().of(5_000L, 200_000L, 1_000_000L);
        long some = Math.round(Math.sqrt((double) few * many));
        var sizes = bench.length() == Length.FULL ? List.of(few, some, many) : List.of(few, many);
        var crowds = new ArrayList<Populated>();
        try {
            for (long size : sizes)
                crowds.add(Populated.open(bench, size));
            double transitions = bench.length().of(500, 8_000, 8_000);
            double heartbeats = bench.length().of(5_000, 60_000, 60_000);
            for (var crowd : crowds)
                WarmUp.of(crowd.node.child().pid(), bench.length().of(0, 8, 60),
                        () -> crowd.microseconds(transitions, heartbeats, bench.length().of(1, 2, 6)));
            measure(bench, "transition", sizes, crowds, transitions, 0, 1.15);
            measure(bench, "heartbeat", sizes, crowds, 0, heartbeats, 1.7);
            long differences = 0;
            for (var crowd : crowds)
                differences += crowd.population.differences(crowd.node, PATIENCE).sum();
            bench.claims().truth("growth", differences, "levels and peaks against the ledgers of all sizes", many);
        } finally {
            crowds.forEach(Populated::close);
        }
    }

    private static void measure(Bench bench, String what, List<Long> sizes, List<Populated> crowds, double transitions, double heartbeats,
            double bar) throws Exception {
        int rounds = bench.length().of(1, 5, 5);
        double seconds = bench.length().of(1.0, 1.0, 6.0);
        var turns = new LinkedHashMap<String, Rounds.Turn>();
        for (int i = 0; i < sizes.size(); i++) {
            var crowd = crowds.get(i);
            turns.put(Figures.of(sizes.get(i)) + " sessions", () -> crowd.microseconds(transitions, heartbeats, seconds));
        }
        var played = Rounds.play(rounds, turns);
        var names = List.copyOf(turns.keySet());
        bench.claims().atMost("growth." + what, played.ratio(names.getLast(), names.getFirst()), "ratio", bar,
                Figures.of(sizes.getLast()) + " live sessions against " + Figures.of(sizes.getFirst()), rounds);
        var points = new ArrayList<double[]>();
        for (int i = 0; i < sizes.size(); i++)
            points.add(new double[]{sizes.get(i), played.median(names.get(i))});
        bench.report().chart(new Chart("Cost of a " + what, "live sessions", "µs of node and Redis", true,
                List.of(new Chart.Curve(what, points))));
    }

    /// On one shard, which is what a master more costs; and, in a full round, on as many as a node has by default, where each shard in use
    /// makes calls of its own.
    private static void masters(Bench bench) throws Exception {
        int many = bench.length().of(50, 2_000, 10_000);
        var one = "one master";
        var all = Figures.of(many) + " masters";
        var spread = all + ", 16 shards";
        var contestants = new LinkedHashMap<String, ManyMasters>();
        try {
            contestants.put(one, ManyMasters.open(bench, 1, 1));
            contestants.put(all, ManyMasters.open(bench, 1, many));
            if (bench.length() == Length.FULL) contestants.put(spread, ManyMasters.open(bench, 16, many));
            int rounds = bench.length().of(1, 5, 5);
            var played = playMasters(bench, rounds, contestants);
            bench.claims().atMost("growth.masters", played.ratio(all, one), "ratio", 1.5,
                    Figures.of(many) + " masters against one on a shard, the same frames of four signals", rounds);
            if (contestants.containsKey(spread))
                bench.claims().shown("growth.masters.spread", played.ratio(spread, one), "ratio",
                        "the same masters on 16 shards, against one on one: each shard that is in use makes calls of its own", rounds);
            bench.report().table(List.of("", "µs of node and Redis a signal"),
                    contestants.keySet().stream().map(name -> List.of(name, Figures.of(played.median(name)))).toList());
            long differences = 0;
            for (var contestant : contestants.values())
                differences += contestant.differences();
            bench.claims().truth("growth.masters", differences, "levels of all masters against the ledger", many);
        } finally {
            contestants.values().forEach(ManyMasters::close);
        }
    }

    private static Rounds playMasters(Bench bench, int rounds, Map<String, ManyMasters> contestants) throws Exception {
        double seconds = bench.length().of(1.0, 1.0, 6.0);
        double rate = bench.length().of(500, 4_000, 4_000);
        var turns = new LinkedHashMap<String, Rounds.Turn>();
        for (var entry : contestants.entrySet()) {
            turns.put(entry.getKey(), () -> entry.getValue().microseconds(rate, seconds));
            WarmUp.of(entry.getValue().pid(), bench.length().of(0, 5, 45), turns.get(entry.getKey()));
        }
        return Rounds.play(rounds, turns);
    }

    /// A node with its stores and sessions.
    private record Populated(Installation installation, Node node, Population population) implements AutoCloseable {

        static Populated open(Bench bench, long sessions) throws Exception {
            var installation = bench.installation(bench.options().jvm() + Bench.ROOM_FOR_TRAFFIC);
            var node = installation.node("of-" + sessions);
            var population = Population.open(bench.vertx(), List.of(node.sockets()), Node.KEY, List.of("a", "b", "c", "d"),
                    bench.options().seed(), false);
            population.fill(sessions);
            return new Populated(installation, node, population);
        }

        /// Microseconds of node and Redis for each signal of a flow.
        double microseconds(double transitions, double heartbeats, double seconds) {
            population.flow(transitions, heartbeats);
            Pause.millis(500);
            var work = Work.of(installation.workers());
            var before = population.said();
            Pause.seconds(seconds);
            var said = population.said().since(before);
            double used = work.processorSeconds();
            population.rest();
            return used * 1e6 / (said.transitions() + said.heartbeats());
        }

        @Override
        public void close() {
            population.close();
        }
    }
}
