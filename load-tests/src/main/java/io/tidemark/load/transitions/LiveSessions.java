package io.tidemark.load.transitions;

import io.tidemark.load.Bench;
import io.tidemark.load.measure.Rounds;
import io.tidemark.load.measure.WarmUp;
import io.tidemark.load.measure.Work;
import io.tidemark.load.process.Installation;
import io.tidemark.load.process.Node;
import io.tidemark.load.process.Pause;
import io.tidemark.load.process.RedisServer;
import io.tidemark.load.process.Rival;
import io.tidemark.load.report.Figures;
import io.tidemark.load.wire.Levels;
import io.tidemark.load.wire.Signals;
import io.tidemark.load.wire.StreamProducer;
import io.vertx.core.Promise;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// What it costs that sessions live: in a stream, which is how a server that holds many sessions says so; with a heartbeat each on
/// plain sockets; and the same heartbeats to a presence server.
final class LiveSessions {

    private static final String STREAM = "Tidemark, stream";
    private static final String HEARTBEATS = "Tidemark, heartbeats";
    private static final String PRESENCE = "presence server";
    private static final String HELD = "held";
    private static final String BEATING = "beating";
    private static final double INTERVAL = 30;
    private static final int JOINS_A_SECOND = 50_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Bench bench;
    private final Installation installation;
    private final Node node;
    private final RedisServer redis;
    private final Rival rival;
    private final int sessions;
    private final double seconds;
    private final int rounds;

    LiveSessions(Bench bench, Installation installation, Node node) {
        this.bench = bench;
        this.installation = installation;
        this.node = node;
        this.redis = installation.anotherRedis();
        this.rival = installation.rival(PresenceServer.class, redis.url());
        this.sessions = bench.length().of(6_000, 250_000, 600_000);
        this.seconds = bench.length().of(0.5, 1.6, 10.0);
        this.rounds = bench.length().of(1, 5, 5);
        bench.report().list("What the presence server sends to Redis", PresenceServer.COMMANDS);
    }

    void run() throws Exception {
        var stream = hold();
        var beating = new Multiplexer(bench.vertx(), node.sockets(), BEATING, bench.options().seed(), sessions);
        var presence = new Multiplexer(bench.vertx(), URI.create("ws://127.0.0.1:" + rival.port()), BEATING, bench.options().seed(),
                sessions);
        presence.join(JOINS_A_SECOND);
        beating.join(JOINS_A_SECOND);
        for (var account : List.of(HELD, BEATING))
            Levels.await(node, account, PATIENCE, levels -> levels.now() == sessions);
        double accepted = node.metric("tidemark_ingest_signals_accepted_total");
        var sent = new long[1];
        Map<String, Rounds.Turn> turns = new LinkedHashMap<>();
        turns.put(HEARTBEATS, () -> turn(installation.workers(), () -> {
            long now = beating.beat(seconds, INTERVAL);
            sent[0] += now;
            return now * INTERVAL;
        }));
        turns.put(PRESENCE, () -> turn(List.of(rival.child()::pid, redis::pid), () -> presence.beat(seconds, INTERVAL) * INTERVAL));
        turns.put(STREAM, () -> turn(installation.workers(), () -> {
            Pause.seconds(seconds);
            return sessions * seconds;
        }));
        WarmUp.of(node.child().pid(), bench.length().of(0, 5, 30), turns.get(STREAM));
        WarmUp.of(node.child().pid(), bench.length().of(0, 4, 20), turns.get(HEARTBEATS));
        WarmUp.of(rival.child().pid(), bench.length().of(0, 5, 40), turns.get(PRESENCE));
        claim(Rounds.play(rounds, turns));
        double lost = awaitAccepted(accepted + sent[0]);
        for (var account : List.of(HELD, BEATING))
            lost += Math.abs(Levels.of(node, account).now() - sessions);
        bench.claims().truth("sessions", lost, "sessions not live after the last round, and heartbeats sent and not in the log", sent[0]);
        long leases = redis.ask(commands -> commands.zcard(PresenceServer.LEASES));
        bench.claims().truth("sessions.presence", Math.abs(leases - sessions), "sessions without a lease at the presence server", sessions);
        stream.close();
        beating.close();
        presence.close();
    }

    /// How many heartbeats are missing in the log, when it has had time to take them.
    private double awaitAccepted(double expected) throws IOException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        double missing;
        do {
            Pause.millis(100);
            missing = Math.abs(expected - node.metric("tidemark_ingest_signals_accepted_total"));
        } while (missing > 0 && System.nanoTime() < until);
        return missing;
    }

    private void claim(Rounds played) {
        bench.claims().atLeast("sessions.vs-presence", played.ratio(STREAM, PRESENCE), "ratio", 5,
                "live sessions per processor-second, " + Figures.of(sessions) + " live: in a stream, which says alive once a second, "
                        + million(played, STREAM) + "; a presence server with a lease a session, put off each 30 s, "
                        + million(played, PRESENCE),
                rounds);
        bench.claims().shown("sessions.vs-presence.heartbeats", played.ratio(HEARTBEATS, PRESENCE), "ratio",
                "like for like: as many sessions on 8 plain sockets, a heartbeat each every 30 s in arrays of 64, as the presence server: "
                        + million(played, HEARTBEATS) + ". No bar: who holds many sessions sends a stream",
                rounds);
    }

    private static String million(Rounds played, String contestant) {
        return Figures.of(played.median(contestant) / 1e6) + " million";
    }

    /// Processor-seconds of what is done; answers seconds that sessions lived, for each.
    private static double turn(Collection<LongSupplier> pids, Supplier<Double> lived) {
        var work = Work.of(pids);
        double result = lived.get();
        return result / Math.max(0.01, work.processorSeconds());
    }

    private StreamProducer hold() {
        var stream = Await.of(StreamProducer.open(bench.vertx(), List.of(node.sockets()), Node.KEY, "holder", List.of(HELD), 90));
        var joined = Promise.<Void>promise();
        var next = new int[1];
        stream.run(() -> bench.vertx().setPeriodic(5, timer -> {
            if (next[0] < sessions && stream.unacknowledged() < 20) stream.frame(HELD, joins(next[0], Math.min(sessions, next[0] += 250)));
            if (next[0] >= sessions && stream.unacknowledged() == 0 && bench.vertx().cancelTimer(timer)) joined.complete();
        }));
        Await.of(joined.future());
        return stream;
    }

    private List<String> joins(int from, int to) {
        var joins = new ArrayList<String>();
        for (int i = from; i < to; i++)
            joins.add(Signals.join(Signals.session(bench.options().seed(), i), "event-" + i / 20, "meeting", "speaker",
                    System.currentTimeMillis()));
        return joins;
    }
}
