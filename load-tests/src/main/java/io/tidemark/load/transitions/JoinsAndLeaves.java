package io.tidemark.load.transitions;

import io.tidemark.load.Bench;
import io.tidemark.load.Length;
import io.tidemark.load.measure.Rounds;
import io.tidemark.load.measure.WarmUp;
import io.tidemark.load.process.Installation;
import io.tidemark.load.process.Node;
import io.tidemark.load.process.PostgresServer;
import io.tidemark.load.report.Figures;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The same joins and leaves to the product and to a naive monitor, in turns.
final class JoinsAndLeaves {

    private static final String PRODUCT = "Tidemark";
    private static final String NAIVE = "naive monitor";

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Bench bench;
    private final Node node;
    private final PostgresServer postgres;
    private final Contestant product;
    private final Contestant naive;
    private final int rounds;
    private final int rate;
    private final double seconds;

    JoinsAndLeaves(Bench bench, Installation installation, Node node, String zone) throws Exception {
        this.bench = bench;
        this.node = node;
        this.postgres = installation.postgres();
        this.rounds = bench.length().of(1, 5, 5);
        this.rate = bench.length().of(4_000, 30_000, 30_000);
        this.seconds = bench.length().of(0.5, 1.0, 8.0);
        int sessions = bench.length().of(2_000, 10_000, 20_000);
        long seed = bench.options().seed();
        var redis = installation.anotherRedis();
        var rival = installation.rival(NaiveMonitor.class, redis.url(), zone);
        product = new Contestant(bench.vertx(), node.sockets(), Node.KEY, new Traffic(seed, sessions), Shown.by(node),
                installation.workers());
        naive = new Contestant(bench.vertx(), URI.create("ws://127.0.0.1:" + rival.port()), Node.KEY, new Traffic(seed, sessions),
                Shown.by(redis, zone), List.of(rival.child()::pid, redis::pid));
        bench.report().list("What the naive monitor sends to Redis", NaivePipeline.COMMANDS);
        product.fill(sessions);
        naive.fill(sessions);
        WarmUp.of(node.child().pid(), bench.length().of(0, 30, 120), () -> product.turn(rate, seconds, () -> {}));
        WarmUp.of(rival.child().pid(), bench.length().of(0, 20, 120), () -> naive.turn(rate, seconds, () -> {}));
    }

    /// Facts go on to PostgreSQL, and a turn is over when all are there.
    void withHistory() throws Exception {
        var facts = new FactsMoved(node);
        facts.caughtUp();
        double before = PostgresWork.of(postgres);
        long transitions = product.ledger().transitions();
        var played = play(() -> facts.during(() -> product.turn(rate, seconds, facts::caughtUp)), rate);
        double used = PostgresWork.of(postgres) - before;
        long moved = product.ledger().transitions() - transitions;
        var claims = bench.claims();
        claims.atLeast("transitions.vs-naive.history", played.ratio(PRODUCT, NAIVE), "ratio", 1,
                against(played, rate) + "; facts moved on to PostgreSQL within the turn", rounds);
        claims.shown("transitions.history.lag", facts.longestLag(), "s",
                "the oldest fact not yet in PostgreSQL, at most; waiting at most " + Figures.of(facts.mostWaiting())
                        + "; caught up at the end of each turn",
                rounds);
        claims.shown("transitions.history.postgres", used / moved * 1e6, "µs",
                "processor time of PostgreSQL's own processes for each join or leave, not in the ratio", moved);
        claims.truth("transitions.history", missing(), "sessions begun and ended in PostgreSQL, each once, against what was produced",
                product.ledger().transitions());
    }

    /// Nobody takes facts: they wait in Redis.
    void withoutHistory() throws Exception {
        var played = play(() -> product.turn(rate, seconds, () -> {}), rate);
        bench.claims().atLeast("transitions.vs-naive", played.ratio(PRODUCT, NAIVE), "ratio", 3,
                against(played, rate) + "; PostgreSQL is away, facts wait in Redis", rounds);
        if (bench.length() != Length.FULL) return;
        int calm = rate / 3;
        var calmer = play(() -> product.turn(calm, seconds, () -> {}), calm);
        bench.claims().shown("transitions.vs-naive.calm", calmer.ratio(PRODUCT, NAIVE), "ratio",
                against(calmer, calm) + "; what a call costs is shared by all that it takes, so it is less when there is more", rounds);
    }

    void end() {
        bench.claims().truth("transitions", product.differences(), "figures of account and master, levels and peaks, after every turn",
                product.ledger().transitions());
        bench.claims().truth("transitions.naive", naive.differences(), "the same of the naive monitor", naive.ledger().transitions());
        product.close();
        naive.close();
    }

    private Rounds play(Rounds.Turn turn, int rate) throws Exception {
        Map<String, Rounds.Turn> turns = new LinkedHashMap<>();
        turns.put(PRODUCT, turn);
        turns.put(NAIVE, () -> naive.turn(rate, seconds, () -> {}));
        return Rounds.play(rounds, turns);
    }

    private String against(Rounds played, int rate) {
        return "joins and leaves per processor-second of node and Redis, " + Figures.of(rate) + " a second in frames of "
                + Contestant.FRAME + ": " + Figures.of(Math.rint(played.median(PRODUCT))) + ", naive monitor "
                + Figures.of(Math.rint(played.median(NAIVE)));
    }

    /// Sessions, and ends of them, that are not in PostgreSQL or there twice, when there was time for all.
    private long missing() {
        long until = System.nanoTime() + PATIENCE.toNanos();
        var ledger = product.ledger();
        long missing;
        do
            missing = missing("true", ledger.joins()) + missing("body ? 'end'", ledger.leaves());
        while (missing > 0 && System.nanoTime() < until);
        return missing;
    }

    private long missing(String condition, long expected) {
        var where = " FROM fact WHERE kind = 'stretch' AND master = '" + Contestant.MASTER + "' AND " + condition;
        return Math.abs(postgres.count("SELECT count(*)" + where) - expected)
                + Math.abs(postgres.count("SELECT count(DISTINCT body ->> 'session')" + where) - expected);
    }
}
