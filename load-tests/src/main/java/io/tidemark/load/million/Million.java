package io.tidemark.load.million;

import io.tidemark.load.Bench;
import io.tidemark.load.Length;
import io.tidemark.load.Scenario;
import io.tidemark.load.measure.Memory;
import io.tidemark.load.measure.Work;
import io.tidemark.load.process.Installation;
import io.tidemark.load.process.Node;
import io.tidemark.load.process.Pause;
import io.tidemark.load.report.Figures;
import io.tidemark.load.truth.Population;
import io.tidemark.load.wire.Levels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// A million live sessions under heartbeats, joins and leaves: their memory, their work, and how soon another node goes on with them
/// when their owner dies.
public final class Million implements Scenario {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern PAUSE = Pattern.compile("Total: (\\d+) ns");

    @Override
    public String name() {
        return "million";
    }

    @Override
    public String purpose() {
        return "a million live sessions (32-character ids): bytes, processor, pauses, and the death of their owner";
    }

    @Override
    public void run(Bench bench) throws Exception {
        long sessions = bench.length().of(20_000L, 200_000L, 1_000_000L);
        double heartbeats = bench.length().of(2_000, 33_000, 33_000);
        double transitions = bench.length().of(400, 2_000, 2_000);
        int seconds = bench.options().seconds(5, 60, 600);
        var masters = IntStream.range(0, 16).mapToObj(i -> "master-" + i).toList();
        var installation = bench.installation();
        var owner = installation.node("owner");
        var heapBefore = Memory.heap(owner.child().pid());
        var redisBefore = installation.redis().usedMemory();
        var standby = installation.startNode("standby");
        try (var population = Population.open(bench.vertx(), List.of(owner.sockets(), standby.sockets()), Node.KEY, masters,
                bench.options().seed(), false)) {
            population.fill(sessions);
            standby.awaitReady();
            population.flow(transitions, heartbeats);
            Pause.seconds(bench.length().of(2, 3, 15));
            var work = Work.of(List.of(owner.child()::pid, installation.redis()::pid));
            double postgres = Work.ofFamily(installation.postgres().pid());
            var before = population.said();
            Pause.seconds(seconds);
            double share = work.processorSeconds() / work.seconds() / 2 * 100;
            var said = population.said().since(before);
            claim(bench, "million.processor", share, "% of 2 cores", 60, "owner and Redis, at "
                    + Math.round(said.heartbeats() / work.seconds()) + " heartbeats and " + Math.round(said.transitions() / work.seconds())
                    + " joins and leaves a second", sessions);
            bench.report()
                    .say("PostgreSQL beside it: "
                            + Figures.of((Work.ofFamily(installation.postgres().pid()) - postgres) / work.seconds() / 2 * 100)
                            + " % of 2 cores");
            bytes(bench, installation, owner, sessions, heapBefore, redisBefore);
            pauses(bench, installation.directory().resolve("gc-owner.log"));
            takeover(bench, population, owner, standby, sessions);
        }
    }

    /// Heap and Redis, less what both had before; the log of two minutes lies apart.
    private static void bytes(Bench bench, Installation installation, Node owner, long sessions, long heapBefore, long redisBefore) {
        long heap = Memory.heap(owner.child().pid()) - heapBefore;
        long log = installation.redis().memory("tm:*:log");
        long redis = installation.redis().usedMemory() - redisBefore - log;
        String against = "heap of the owner " + heap / sessions + " + Redis " + redis / sessions + " bytes; the kept log beside it has "
                + log / (1 << 20) + " MiB";
        claim(bench, "million.bytes", (heap + redis) / (double) sessions, "bytes a session", 450, against, sessions);
    }

    /// The bars are for a million.
    private static void claim(Bench bench, String claim, double value, String unit, double bar, String against, long sessions) {
        if (bench.length() == Length.FULL) bench.claims().atMost(claim, value, unit, bar, against, sessions);
        else
            bench.claims().shown(claim, value, unit, against + "; the bar is for a million", sessions);
    }

    private static void pauses(Bench bench, Path log) throws IOException {
        double longest = 0;
        for (String line : Files.readAllLines(log)) {
            var found = PAUSE.matcher(line);
            if (found.find() && !line.contains("jcmd")) longest = Math.max(longest, Long.parseLong(found.group(1)) / 1e6);
        }
        bench.claims().shown("million.pause", longest, "ms",
                "the longest stop of the owner's JVM, full collections that were asked for included",
                1);
    }

    private static void takeover(Bench bench, Population population, Node owner, Node standby, long sessions) throws Exception {
        long killed = System.currentTimeMillis();
        owner.child().kill();
        double slowest = 0;
        for (var crew : population.crews()) {
            var levels = Levels.await(standby, crew.master(), PATIENCE, seen -> seen.asOf() > killed + 1_000);
            if (levels.asOf() <= killed + 1_000) throw new IllegalStateException(crew.master() + " is as of before the death: " + levels);
            slowest = Math.max(slowest, (System.currentTimeMillis() - killed) / 1_000.0);
        }
        claim(bench, "million.takeover", slowest, "s", 10, "from kill -9 of the owner until every master's levels live again",
                sessions);
        Pause.seconds(2);
        population.rest();
        var differences = population.differences(standby, PATIENCE);
        bench.report().say("After the death: " + population.troubles());
        bench.claims().truth("million", differences.sum(), "levels and peaks of " + population.crews().size()
                + " masters on the node that took over, against the ledger", population.said().transitions());
    }
}
