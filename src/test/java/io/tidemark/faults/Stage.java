package io.tidemark.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.faults.Installation.NodeProcess;
import io.tidemark.testing.PostgresProcess;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/// Two nodes on a Redis that is about to suffer, the traffic of some masters, and what must be so after every fault: the figures are
/// the ledgers', and nothing waits anywhere any more.
final class Stage implements AutoCloseable {

    private static final String ACCEPTED = "tidemark_ingest_signals_accepted_total";
    private static final Duration START = Duration.ofMinutes(5);
    private static final int SOME_SIGNALS = 200;

    private final Vertx vertx = Vertx.vertx();
    private final PostgresProcess postgres = PostgresProcess.start();
    private final Installation installation;
    private final List<NodeProcess> nodes;
    private final List<Platform> platforms = new ArrayList<>();
    private final Map<NodeProcess, Long> logged = new HashMap<>();

    private Stage(String redisUrl) throws Exception {
        installation = new Installation(redisUrl, postgres);
        nodes = List.of(installation.startNode("one"), installation.startNode("two"));
    }

    static Stage open(String redisUrl, String... masters) throws Exception {
        var stage = new Stage(redisUrl);
        stage.ready();
        var addresses = stage.nodes.stream().map(NodeProcess::address).toList();
        for (String master : masters)
            stage.platforms.add(Platform.start(stage.vertx, master, stage.platforms.size() % 2 == 0 ? addresses : addresses.reversed(),
                    Installation.KEY, master.hashCode()));
        stage.platforms.forEach(Platform::rest);
        return stage;
    }

    /// Waits until both nodes are ready.
    void ready() {
        nodes.forEach(node -> await("ready: " + node.log).atMost(START).until(() -> installation.isReady(node)));
    }

    /// Traffic begins; returns when some of it has been acknowledged.
    void goOn() throws IOException {
        for (NodeProcess node : nodes)
            logged.put(node, Files.size(node.log));
        platforms.forEach(Platform::goOn);
        moves();
    }

    /// Waits until some more signals have been acknowledged.
    void moves() {
        double before = metric(ACCEPTED);
        await("signals are taken").until(() -> metric(ACCEPTED) >= before + SOME_SIGNALS);
    }

    List<Platform> platforms() {
        return platforms;
    }

    List<NodeProcess> nodes() {
        return nodes;
    }

    Installation installation() {
        return installation;
    }

    PostgresProcess postgres() {
        return postgres;
    }

    /// The sum of all series of both nodes that begin like this: a name, or a name with labels.
    double metric(String series) {
        return nodes.stream().flatMap(node -> scrape(node).lines()).filter(line -> line.startsWith(series))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum();
    }

    /// Waits until a node has counted this.
    void counts(String series) {
        await(series).until(() -> metric(series) > 0);
    }

    /// Waits until a producer has been told to send what is lost again.
    void asksAgain(long before) {
        await("frames are asked for again").until(() -> resumes() > before);
    }

    /// How often producers have been told so.
    long resumes() {
        return platforms.stream().mapToLong(Platform::resumes).sum();
    }

    /// The peak of today that the first node shows of a master's connections.
    int peak(String master) {
        String answer = installation.levels(nodes.getFirst(), master);
        return answer.isEmpty()
                ? -1
                : new JsonObject(answer).getJsonObject("levels").getJsonObject("total").getJsonObject("connections")
                        .getJsonObject("today").getInteger("peak");
    }

    /// Waits until a node has logged this since traffic began.
    void says(String text) {
        await("\"" + text + "\" in " + nodes.stream().map(node -> node.log).toList())
                .until(() -> nodes.stream().anyMatch(node -> since(node).contains(text)));
    }

    /// Nothing more happens; judges what is shown, and that nothing is left in any queue.
    void settles() {
        platforms.forEach(Platform::rest);
        var verdict = new Verdict(installation, nodes);
        platforms.forEach(verdict::settles);
        for (String queue : List.of("tidemark_append_waiting", "tidemark_ingest_in_flight", "tidemark_ingest_sockets_paused"))
            await(queue).until(() -> metric(queue) == 0);
        assertThat(metric("tidemark_shard_poison_total")).isZero();
    }

    static ConditionFactory await(String what) {
        return Awaitility.await(what).atMost(Duration.ofSeconds(120)).pollInterval(Duration.ofMillis(200));
    }

    private String since(NodeProcess node) {
        try (var log = Files.newByteChannel(node.log).position(logged.getOrDefault(node, 0L))) {
            return new String(Channels.newInputStream(log).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String scrape(NodeProcess node) {
        return await("metrics beside " + node.log).pollDelay(Duration.ZERO).ignoreExceptions().until(() -> {
            try (var in = URI.create("http://127.0.0.1:" + node.opsPort + "/metrics").toURL().openStream()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        }, _ -> true);
    }

    @Override
    public void close() {
        platforms.forEach(Platform::close);
        installation.close();
        postgres.close();
        vertx.close();
    }
}
