package io.tidemark.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tidemark.presence.Metric;
import io.tidemark.presence.Section;
import io.tidemark.redis.Redis;
import io.tidemark.redis.RedisAddress;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/// Nodes in this JVM on a real Redis, with producers that never stop; [#calmDown] ends them and looks whether all came right.
final class LiveCluster implements AutoCloseable {

    static final int SHARDS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final List<Vertx> machines = new ArrayList<>();
    private final List<Redis> stores = new ArrayList<>();
    private final List<Shards> nodes = new ArrayList<>();
    private final List<LiveProducer> producers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    static LiveCluster start(String url, int count) {
        var cluster = new LiveCluster();
        for (int i = 0; i < count; i++) {
            var vertx = Vertx.vertx();
            var redis = await(Redis.open(vertx, RedisAddress.parse(url), SHARDS, "UTC"));
            var settings = new ShardSettings("n" + i, SHARDS, "UTC", false);
            cluster.machines.add(vertx);
            cluster.stores.add(redis);
            cluster.nodes.add(await(Shards.start(vertx, redis.store(), settings, new ShardMeters(new SimpleMeterRegistry()),
                    SettingsSource.NONE, KnownPeaksSource.NONE)));
        }
        var appenders = cluster.nodes.stream().map(Shards::appender).toList();
        for (var master : List.of("acme", "beta", "gamma")) {
            var producer = new LiveProducer(master, SHARDS, appenders, master.hashCode());
            cluster.producers.add(producer);
            cluster.threads.add(Thread.ofVirtual().start(producer));
        }
        Awaitility.await().atMost(PATIENCE).until(() -> cluster.nodes.stream().mapToLong(Shards::owned).sum() == SHARDS);
        return cluster;
    }

    List<Shards> nodes() {
        return nodes;
    }

    Store store() {
        return stores.getFirst().store();
    }

    int frames() {
        return producers.stream().mapToInt(LiveProducer::frames).sum();
    }

    /// Lets some more frames be acknowledged.
    void goOn(int more) {
        int target = frames() + more;
        Awaitility.await().atMost(PATIENCE).until(() -> frames() >= target);
    }

    /// Producers end; every level must be theirs, and no peak above the truth, nor below it and called exact.
    void calmDown() throws InterruptedException {
        producers.forEach(LiveProducer::end);
        for (var thread : threads)
            assertThat(thread.join(PATIENCE)).isTrue();
        // the store may be away for a moment
        Awaitility.await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> producers.forEach(this::isRight));
    }

    private void isRight(LiveProducer producer) {
        producer.beat();
        var view = await(store().read(producer.master()));
        assertThat(view.standing()).as(producer.master()).isNotNull();
        int peak = view.standing().peak(Section.TOTAL, Metric.CONNECTIONS);
        assertThat(view.standing().now(Section.TOTAL, Metric.CONNECTIONS)).as(producer.master()).isEqualTo(producer.live());
        assertThat(peak).as(producer.master()).isLessThanOrEqualTo(producer.greatest);
        if ((view.standing().atLeast() & 1) == 0) assertThat(peak).as(producer.master()).isEqualTo(producer.greatest);
    }

    @Override
    public void close() {
        producers.forEach(LiveProducer::end);
        nodes.forEach(node -> node.stop());
        stores.forEach(Redis::close);
        machines.forEach(Vertx::close);
    }

    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
