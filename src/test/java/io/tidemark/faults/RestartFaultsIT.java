package io.tidemark.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.Tidemark;
import io.tidemark.faults.Installation.NodeProcess;
import io.tidemark.producer.Producer;
import io.tidemark.producer.ProducerListener;
import io.tidemark.producer.ProducerOptions;
import io.tidemark.testing.PostgresProcess;
import io.tidemark.testing.RedisProcess;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/// Nodes end, sleep and come back in the middle of traffic. Beside it stands a master in which nothing happens, and no node may ever show
/// another level or peak of it than it has.
@Tag("faults")
@TestInstance(Lifecycle.PER_CLASS)
final class RestartFaultsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int STEADY = 20;
    private static final int SHARDS = 4;
    private static final int STORM = "long".equals(System.getProperty("tidemark.faults")) ? 4_000 : 600;
    private static final long MOST_MEMORY = 64 << 20;

    private final Vertx vertx = Vertx.vertx();
    private final RedisProcess redis = RedisProcess.start();
    private final PostgresProcess postgres = PostgresProcess.start();
    private final Installation installation = new Installation(redis.url(), postgres);
    private final NodeProcess one = installation.startNode("restart-one", Tidemark.class);
    private final NodeProcess two = installation.startNode("restart-two", Tidemark.class);
    private final List<NodeProcess> nodes = List.of(one, two);
    private final List<URI> addresses = nodes.stream().map(NodeProcess::address).toList();
    private final Verdict verdict = new Verdict(installation, nodes);

    private Platform platform;
    private Watch watch;

    @BeforeAll
    void begin() {
        nodes.forEach(installation::awaitReady);
        platform = Platform.start(vertx, "busy", addresses, Installation.KEY, 1);
        platform.rest();
        Producer steady = produce("steady", "platform", ProducerListener.NONE);
        for (int i = 0; i < STEADY; i++) steady.send(Peer.join("s-" + i));
        Peer.await(steady.flush());
        verdict.settles("steady", STEADY, STEADY);
    }

    @BeforeEach
    void goOn() {
        watch = Watch.of(installation, nodes, "steady", STEADY);
        platform.goOn();
    }

    @AfterEach
    void nothingMovedAndNothingIsLost() throws Exception {
        platform.rest();
        verdict.settles(platform);
        verdict.settles("steady", STEADY, STEADY);
        watch.close();
        await().atMost(PATIENCE).until(() -> owned(one) + owned(two) == SHARDS);
    }

    @AfterAll
    void end() {
        platform.close();
        installation.close();
        redis.close();
        postgres.close();
        vertx.close();
    }

    @Test
    void allNodesAreRestartedInTurn() throws Exception {
        for (NodeProcess node : nodes) {
            node.stop();
            installation.startAgain(node);
            installation.awaitReady(node);
        }
    }

    @Test
    void aLoneNodeDiesAndIsStartedAgain() throws Exception {
        two.stop();
        one.kill();
        installation.startAgain(one);
        installation.awaitReady(one);
        installation.startAgain(two);
        installation.awaitReady(two);
    }

    /// What waits for it unread belongs to somebody else by then.
    @Test
    void aNodeThatSleptPastItsOwnershipWritesNothing() throws Exception {
        var client = Peer.client(vertx);
        double lost = new Metrics(one).sum("tidemark_shard_lost_total");
        try (var before = Peer.connect(client, one.port, "slept"); var after = Peer.connect(client, two.port, "slept")) {
            before.hello("i");
            before.frame(1, Peer.join("a")).hearAck(1);
            await().atMost(PATIENCE).until(() -> owned(one) > 0);
            double fenced = new Metrics(one).closes("fenced");
            one.signal("STOP");
            before.frame(2, Peer.leave("a")).frame(3, Peer.join("b"), Peer.join("c"));
            await().atMost(PATIENCE).until(() -> owned(two) == SHARDS);
            assertThat(after.hello("i")).isEqualTo(1);
            after.frame(2, Peer.join("d")).hearAck(2);
            one.signal("CONT");
            assertThat(before.closeCode()).isEqualTo(4409);
            assertThat(new Metrics(one).closes("fenced")).isGreaterThan(fenced);
            verdict.settles("slept", 2, 2);
        }
        assertThat(new Metrics(one).sum("tidemark_shard_lost_total")).isGreaterThan(lost);
        assertThat(Files.readString(one.log)).contains("dropped: ", "(peer) is closed with 4409");
    }

    @Test
    void allWhoLostTheirNodeComeToTheOther() throws Exception {
        var ended = new ConcurrentLinkedQueue<String>();
        var listener = new ProducerListener() {
            @Override
            public void ended(int code, String reason) {
                ended.add(code + " " + reason);
            }
        };
        var producers = IntStream.range(0, STORM).mapToObj(i -> produce("storm", "p-" + i, listener)).toList();
        joinAll(producers, "before-");
        long memory = new Metrics(two).memory();
        one.kill();
        joinAll(producers, "after-");
        installation.startAgain(one);
        installation.awaitReady(one);
        verdict.settles("storm", 2 * STORM, 2 * STORM);
        assertThat(ended).isEmpty();
        assertThat(new Metrics(two).sum("tidemark_ingest_streams ")).isGreaterThanOrEqualTo(STORM);
        assertThat(new Metrics(two).memory() - memory).isLessThan(MOST_MEMORY);
        Peer.await(Future.join(producers.stream().map(Producer::close).toList()));
    }

    private static void joinAll(List<Producer> producers, String prefix) {
        for (int i = 0; i < producers.size(); i++) producers.get(i).send(Peer.join(prefix + i));
        Peer.await(Future.join(producers.stream().map(Producer::flush).toList()));
    }

    private Producer produce(String master, String name, ProducerListener listener) {
        var options = ProducerOptions.of(addresses.getFirst(), Installation.KEY, name).withServers(addresses).withAccounts(List.of(master));
        return Producer.start(vertx, options, listener);
    }

    private static double owned(NodeProcess node) {
        return new Metrics(node).sum("tidemark_shard_owned{");
    }
}
