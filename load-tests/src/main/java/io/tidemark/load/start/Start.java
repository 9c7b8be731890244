package io.tidemark.load.start;

import io.tidemark.load.Bench;
import io.tidemark.load.Length;
import io.tidemark.load.Scenario;
import io.tidemark.load.measure.Rounds;
import io.tidemark.load.process.Child;
import io.tidemark.load.process.Installation;
import io.tidemark.load.process.Node;
import io.tidemark.load.process.Pause;
import io.tidemark.load.wire.Levels;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;

/// From the start of the program to the first join that it has accepted.
public final class Start implements Scenario {

    private static final HttpClient CLIENT = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String BARE = "bare program";
    private static final String CACHED = "tidemark, with an AOT cache";
    private static final String PLAIN = "tidemark";

    private int joins;

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String purpose() {
        return "from the start of the program to the first accepted join, against a bare program that opens the same stores";
    }

    @Override
    public boolean needsOwnStores() {
        return true;
    }

    @Override
    public void run(Bench bench) throws Exception {
        joins = 0;
        var installation = bench.installation();
        var jvm = bench.options().jvm();
        var cache = installation.directory().resolve("tidemark.aot");
        train(installation, jvm, cache);
        var contestants = new LinkedHashMap<String, Rounds.Turn>();
        contestants.put(BARE, () -> bare(installation));
        if (bench.length() == Length.FULL) contestants.put(PLAIN, () -> product(installation, jvm));
        contestants.put(CACHED, () -> product(installation, jvm + " -XX:AOTCache=" + cache));
        int rounds = bench.length().of(1, 3, 5);
        var played = Rounds.play(rounds, contestants);
        bench.claims().atMost("start.vs-bare", played.ratio(CACHED, BARE), "ratio", 1.3,
                "with an AOT cache of JDK 25, against a bare program without one that opens the same stores", rounds);
        if (bench.length() == Length.FULL)
            bench.claims().shown("start.vs-bare.plain", played.ratio(PLAIN, BARE), "ratio", "the same without an AOT cache", rounds);
        bench.claims().shown("start.seconds", played.median(CACHED), "s", "on stores that are there, with an AOT cache", rounds);
        embedded(bench, installation);
        bench.claims().truth("start", Math.abs(live(installation) - joins), "joins of all these starts, each once", joins);
    }

    /// The first start makes the tables; the second writes the cache when it ends.
    private void train(Installation installation, String jvm, Path cache) throws Exception {
        product(installation, jvm);
        product(installation, jvm + " -XX:AOTCacheOutput=" + cache);
        if (!cache.toFile().exists()) throw new IllegalStateException("no AOT cache was written: " + cache);
    }

    private double bare(Installation installation) throws Exception {
        long begun = System.nanoTime();
        var rival = installation.startRival(BareProgram.class, installation.redis().url(), installation.postgres().url());
        double seconds = firstAccepted(begun, rival.child(), "http://127.0.0.1:" + rival.port() + "/", "{}");
        rival.child().kill();
        return seconds;
    }

    private double product(Installation installation, String jvm) throws Exception {
        long begun = System.nanoTime();
        var node = installation.startNodeOn(jvm, "start");
        double seconds = firstJoin(begun, node);
        node.child().stop();
        return seconds;
    }

    private void embedded(Bench bench, Installation installation) throws Exception {
        var data = installation.directory().resolve("embedded");
        double first = 0;
        double again = 0;
        for (int i = 0; i < 2; i++) {
            long begun = System.nanoTime();
            var node = installation.startEmbedded("embedded", data);
            double seconds = firstJoin(begun, node);
            if (i == 0) first = seconds;
            else
                again = seconds;
            node.child().stop();
        }
        joins -= 2;
        bench.claims().shown("start.embedded.first", first, "s", "with embedded servers, the first time (aim 8)", 1);
        bench.claims().shown("start.embedded", again, "s", "with embedded servers, on existing data (aim 4)", 1);
    }

    private double firstJoin(long begun, Node node) throws Exception {
        joins++;
        return firstAccepted(begun, node.child(), "http://127.0.0.1:" + node.port() + "/v1/signals?account=start",
                "[{\"type\":\"join\",\"session\":\"start-" + joins
                        + "\",\"event\":\"start\",\"kind\":\"meeting\",\"role\":\"speaker\",\"timeout\":86400}]");
    }

    private static double firstAccepted(long begun, Child child, String url, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + Node.KEY)
                .header("Content-Type", "application/json").timeout(Duration.ofSeconds(20)).POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        while (System.nanoTime() - begun < PATIENCE.toNanos()) {
            if (!child.isAlive()) throw child.ended();
            try {
                if (CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 200)
                    return (System.nanoTime() - begun) / 1e9;
            } catch (IOException notYet) {
                // does not listen yet
            }
            Pause.millis(5);
        }
        throw new IllegalStateException(child.name() + " accepted nothing: see " + child.log());
    }

    private long live(Installation installation) throws Exception {
        var node = installation.node("look");
        var levels = Levels.await(node, "start", Duration.ofSeconds(30), seen -> seen.now() == joins);
        node.child().stop();
        return levels.now();
    }
}
