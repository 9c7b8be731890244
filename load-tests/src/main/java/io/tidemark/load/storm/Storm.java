package io.tidemark.load.storm;

import io.tidemark.load.Bench;
import io.tidemark.load.Scenario;
import io.tidemark.load.process.Node;
import io.tidemark.load.process.Pause;
import io.tidemark.load.wire.Crowd;
import io.tidemark.load.wire.Levels;
import io.tidemark.load.wire.Signals;
import io.tidemark.load.wire.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// All sessions lose their sockets and come back within seconds, on the other node too, twice: once without a word, once with half of
/// them saying that they leave. Nobody is counted twice, and no peak is higher than what was there.
public final class Storm implements Scenario {

    private static final String MASTER = "storm";
    private static final int SESSIONS_A_SOCKET = 10;

    @Override
    public String name() {
        return "storm";
    }

    @Override
    public String purpose() {
        return "all sessions drop and rejoin within five seconds, twice, through two nodes: no false peak, nobody lost";
    }

    @Override
    public void run(Bench bench) throws Exception {
        int sessions = bench.length().of(2_000, 50_000, 50_000);
        var installation = bench.installation();
        var nodes = List.of(installation.node("one"), installation.node("two"));
        var key = nodes.getFirst().newKey(MASTER);
        var halves = join(bench, nodes, key, sessions);
        awaitAll(nodes.getFirst(), sessions, 0);
        long differences = 0;
        for (int storm = 0; storm < 2; storm++) {
            var watch = Watch.open(bench.vertx(), nodes.getLast(), MASTER);
            long begun = System.nanoTime();
            if (storm == 1) leave(halves.getFirst());
            halves.forEach(Crowd::close);
            // whoever was on one node comes back on the other
            halves = join(bench, storm == 0 ? nodes.reversed() : nodes, key, sessions);
            double dropped = (System.nanoTime() - begun) / 1e9;
            var settled = awaitAll(nodes.getFirst(), sessions, System.currentTimeMillis());
            double recovered = (System.nanoTime() - begun) / 1e9;
            differences += Math.abs(settled.now() - sessions);
            bench.claims().shown("storm.recovery" + (storm == 0 ? "" : ".leaving"), recovered, "s",
                    "from the first drop until all are live and shown; all had rejoined after " + Math.round(dropped * 10) / 10.0 + " s",
                    sessions);
            bench.report().say("Storm " + (storm + 1) + ": the wallboard showed between " + watch.least() + " and " + watch.most() + " of "
                    + sessions);
            differences += Math.max(0, watch.most() - sessions) + (storm == 0 ? Math.max(0, sessions - watch.least()) : 0);
            watch.close();
        }
        var levels = Levels.of(nodes.getFirst(), MASTER);
        bench.claims().atMost("storm.false-peaks", Math.max(0, levels.peak() - sessions), "connections", 0,
                "today's peak above the sessions that there ever were", sessions);
        bench.claims().truth("storm", differences + Math.abs(levels.peak() - sessions), "levels during and after both storms, and the peak",
                sessions);
        halves.forEach(Crowd::close);
    }

    /// Every second session on each node, from sockets of ten sessions.
    private static List<Crowd> join(Bench bench, List<Node> nodes, String key, int sessions) throws Exception {
        var crowds = new ArrayList<Crowd>();
        int sockets = sessions / SESSIONS_A_SOCKET / 2;
        for (int half = 0; half < 2; half++) {
            int of = half;
            var crowd = Crowd.open(bench.vertx(), sockets, nodes.get(half).sockets(), Socket.INGEST, key);
            crowd.each(socket -> texts(of, socket, id -> Signals.join(id, "event-" + id.charAt(0), "webinar", "participant", 0)));
            crowds.add(crowd);
        }
        return crowds;
    }

    private static void leave(Crowd crowd) throws Exception {
        crowd.each(socket -> texts(0, socket, id -> Signals.leave(id, 0)));
    }

    private static String texts(int half, int socket, java.util.function.UnaryOperator<String> signal) {
        return IntStream.range(0, SESSIONS_A_SOCKET)
                .mapToObj(i -> signal.apply(Signals.session(11 + half, (long) socket * SESSIONS_A_SOCKET + i)))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static Levels awaitAll(Node node, int sessions, long after) throws Exception {
        var levels = Levels.await(node, MASTER, Duration.ofMinutes(2), seen -> seen.now() == sessions && seen.asOf() > after);
        Pause.millis(500);
        return levels;
    }
}
