package io.tidemark.load.heartbeats;

import io.tidemark.load.Bench;
import io.tidemark.load.Scenario;
import io.tidemark.load.measure.Rounds;
import io.tidemark.load.measure.WarmUp;
import io.tidemark.load.process.Installation;
import io.tidemark.load.process.Node;
import io.tidemark.load.report.Figures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Heartbeats of a thousand sockets, one a frame and 64 a frame, against a server that only parses and counts them.
public final class Heartbeats implements Scenario {

    private static final String TIDEMARK = "tidemark";
    private static final String PARSER = "parse and count";
    /// For all JVMs: a young generation that is neither collected all the time nor so large that all of it is cold.
    private static final String YOUNG = " -Xmn256m";

    @Override
    public String name() {
        return "heartbeats";
    }

    @Override
    public String purpose() {
        return "heartbeats per processor-second, logged and applied, against a server that only parses and counts the same frames";
    }

    @Override
    public void run(Bench bench) throws Exception {
        var installation = bench.installation(bench.options().jvm() + YOUNG);
        var node = installation.node("one");
        kind(bench, installation, node, "arrays", 64, 64, bench.length().of(200, 12_000, 12_000), 0.3);
        kind(bench, installation, node, "single", 1, 20, bench.length().of(4_000, 60_000, 60_000), 0.6);
    }

    private static void kind(Bench bench, Installation installation, Node node, String kind, int signals, int sessions, double rate,
            double bar) throws Exception {
        int sockets = bench.length().of(50, 1_000, 1_000);
        double seconds = bench.length().of(1.0, 1.2, 8.0);
        int rounds = bench.length().of(1, 5, 5);
        var parser = installation.rival(CountingServer.class, "parse");
        var sink = installation.rival(CountingServer.class, "sink");
        try (var counting = Measured.rival(bench.vertx(), parser, 1, sockets, signals, sessions);
                var bare = Measured.rival(bench.vertx(), sink, signals, sockets, signals, sessions)) {
            Rounds.Turn parses = () -> counting.perProcessorSecond(rate, seconds);
            WarmUp.of(parser.child().pid(), bench.length().of(0, 8, 60), parses);
            bare.perProcessorSecond(rate, seconds);
            double sunk = bare.perProcessorSecond(rate, seconds);
            try (var product = Measured.product(bench, installation, node, kind, sockets, signals, sessions)) {
                Rounds.Turn monitors = () -> product.perProcessorSecond(rate, seconds);
                WarmUp.of(node.child().pid(), bench.length().of(0, 16, 120), monitors);
                parses.run();
                var contestants = new LinkedHashMap<String, Rounds.Turn>();
                contestants.put(TIDEMARK, monitors);
                contestants.put(PARSER, parses);
                var played = Rounds.play(rounds, contestants);
                bench.claims().atLeast("heartbeats." + kind, played.ratio(TIDEMARK, PARSER), "ratio", bar,
                        "a Vert.x server that parses the same frames with Jackson's streaming parser and counts them; "
                                + Figures.of(rate) + " frames a second are offered",
                        rounds);
                bench.claims().truth("heartbeats." + kind, product.differences(),
                        "heartbeats sent against those accepted; sessions that beat live on, those that do not are over",
                        product.said());
                bench.report().table(List.of(kind, "heartbeats a processor-second (median)", "of the parser"), rows(played, sunk));
                product.leave();
            }
        }
        parser.child().kill();
        sink.child().kill();
    }

    private static List<List<String>> rows(Rounds played, double sunk) {
        var rows = new ArrayList<List<String>>();
        for (var name : List.of(TIDEMARK, PARSER))
            rows.add(List.of(name, Figures.of(Math.rint(played.median(name))), Figures.of(played.ratio(name, PARSER))));
        rows.add(List.of("bare sink, once", Figures.of(Math.rint(sunk)), Figures.of(sunk / played.median(PARSER))));
        return rows;
    }
}
