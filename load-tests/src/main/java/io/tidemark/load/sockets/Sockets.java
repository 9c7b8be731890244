package io.tidemark.load.sockets;

import io.tidemark.load.Bench;
import io.tidemark.load.Scenario;
import io.tidemark.load.measure.Memory;
import io.tidemark.load.process.Child;
import io.tidemark.load.process.Node;
import io.tidemark.load.process.Pause;
import io.tidemark.load.wire.Crowd;
import io.tidemark.load.wire.Levels;
import io.tidemark.load.wire.Signals;
import io.tidemark.load.wire.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Memory of sockets that each hold one session and say nothing more.
public final class Sockets implements Scenario {

    private static final int HEAP = 768;
    /// A key may hold five thousand sockets on a node.
    private static final int OF_A_KEY = 4_000;
    private static final String FIXED = "-XX:+UseSerialGC -XX:+UseCompactObjectHeaders -XX:+AlwaysPreTouch -Xms" + HEAP + "m -Xmx" + HEAP
            + "m";

    @Override
    public String name() {
        return "sockets";
    }

    @Override
    public String purpose() {
        return "memory of an idle socket with one session, against a bare Vert.x server's";
    }

    @Override
    public void run(Bench bench) throws Exception {
        int sockets = bench.length().of(300, 15_000, 15_000);
        var installation = bench.installation(FIXED);
        var node = installation.node("one");
        double ours = product(bench, node, sockets);
        node.child().kill();
        var bare = installation.rival(BareServer.class);
        double theirs = rival(bench, bare.child(), URI.create("ws://127.0.0.1:" + bare.port()), sockets);
        bench.report().table(List.of("server", "bytes a socket"),
                List.of(List.of("tidemark, with its session", Long.toString(Math.round(ours))),
                        List.of("bare Vert.x", Long.toString(Math.round(theirs)))));
        bench.claims().atMost("sockets.vs-bare", ours / theirs, "ratio", 1.3,
                "resident memory and used heap a socket; the same of a Vert.x server that forgets what it is told", sockets);
    }

    private static double product(Bench bench, Node node, int sockets) throws Exception {
        // the classes and buffers of the first sockets are not the price of a socket
        warm(bench, node.sockets(), node.newKey("warm"), Socket.INGEST);
        long before = footprint(node.child());
        var crowds = new ArrayList<Crowd>();
        try {
            for (int left = sockets; left > 0; left -= OF_A_KEY)
                crowds.add(join(bench, node, crowds.size(), Math.min(left, OF_A_KEY)));
            var levels = Levels.await(node, "sockets", Duration.ofMinutes(2), seen -> seen.now() == sockets);
            long lost = crowds.stream().mapToLong(crowd -> crowd.closed() + crowd.rejected()).sum();
            bench.claims().truth("sockets", Math.abs(levels.now() - sockets) + lost, "sessions that are live", sockets);
            Pause.seconds(3);
            return (footprint(node.child()) - before) / (double) sockets;
        } finally {
            crowds.forEach(Crowd::close);
        }
    }

    private static Crowd join(Bench bench, Node node, int number, int sockets) throws Exception {
        var crowd = Crowd.open(bench.vertx(), sockets, node.sockets(), Socket.INGEST, node.newKey("sockets"));
        crowd.each(socket -> Signals.join(Signals.session(5 + number, socket), "event-" + socket % 100, "live", "participant", 0));
        return crowd;
    }

    private static double rival(Bench bench, Child child, URI server, int sockets) throws Exception {
        warm(bench, server, "", "/");
        long before = footprint(child);
        try (var crowd = Crowd.open(bench.vertx(), sockets, server, "/", "")) {
            crowd.each(socket -> Signals.join(Signals.session(5, socket), "event-" + socket % 100, "live", "participant", 0));
            Pause.seconds(3);
            return (footprint(child) - before) / (double) sockets;
        }
    }

    private static void warm(Bench bench, URI server, String key, String path) throws Exception {
        try (var crowd = Crowd.open(bench.vertx(), 100, server, path, key)) {
            crowd.each(socket -> Signals.join(Signals.session(4, socket), "event", "live", "participant", 0));
            Pause.seconds(1);
        }
        Pause.seconds(1);
    }

    /// All that a process keeps in memory, of its heap (whose pages are all touched) only what is in use after a collection.
    private static long footprint(Child child) {
        long heap = Memory.heap(child.pid());
        return Memory.resident(child.pid()) - HEAP * 1024L * 1024 + heap;
    }
}
