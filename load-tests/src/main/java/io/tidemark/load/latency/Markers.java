package io.tidemark.load.latency;

import io.tidemark.load.process.Node;
import io.tidemark.load.process.Pause;
import io.tidemark.load.wire.Signals;
import io.tidemark.load.wire.Socket;
import io.tidemark.load.wire.StreamProducer;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// Joins that can be told apart on a wallboard: live streams that only ever begin, so that the level `live` = n shows the n-th. Their
/// instants are random within their second; latencies count from the instant that was intended.
final class Markers implements AutoCloseable {

    private static final int MOST = 200_000;

    private final Vertx vertx;
    private final String master;
    private final StreamProducer producer;
    private final WebSocketClient client;
    private final List<Viewer> viewers = new ArrayList<>();
    private final AtomicLongArray intended = new AtomicLongArray(MOST);
    private final Random random;
    private volatile int said;
    private volatile Histogram histogram = new ConcurrentHistogram(60_000_000, 3);

    private Markers(Vertx vertx, String master, StreamProducer producer, long seed) {
        this.vertx = vertx;
        this.master = master;
        this.producer = producer;
        this.client = Socket.client(vertx);
        this.random = new Random(seed);
    }

    static Markers open(Vertx vertx, Node node, String master, int viewers, long seed) throws Exception {
        var producer = StreamProducer.open(vertx, List.of(node.sockets()), Node.KEY, "markers", List.of(master), 90).toCompletionStage()
                .toCompletableFuture().get(30, TimeUnit.SECONDS);
        var markers = new Markers(vertx, master, producer, seed);
        for (int i = 0; i < viewers; i++)
            markers.viewers.add(markers.view(node));
        return markers;
    }

    private Viewer view(Node node) throws Exception {
        var viewer = new Viewer();
        Socket.live(client, node.sockets(), Node.KEY, "account=" + master).onSuccess(ws -> ws.textMessageHandler(viewer::read))
                .toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        return viewer;
    }

    private final class Viewer {
        private volatile int seen;

        private void read(String text) {
            long now = System.nanoTime();
            var levels = new JsonObject(text).getJsonObject("levels");
            if (levels == null || !levels.containsKey("live")) return;
            var connections = levels.getJsonObject("live").getJsonObject("connections");
            if (connections == null) return;
            int level = connections.getInteger("now");
            for (int marker = seen; marker < level; marker++)
                histogram.recordValue(Math.min(60_000_000, (now - intended.get(marker)) / 1_000));
            seen = Math.max(seen, level);
        }
    }

    /// Says so many a second for a while; answers the latencies in microseconds when every viewer has shown all, or after 20 s.
    Histogram measure(double perSecond, int seconds) {
        histogram = new ConcurrentHistogram(60_000_000, 3);
        int count = (int) Math.round(perSecond * seconds);
        long begun = System.nanoTime() + 200_000_000;
        for (int i = 0; i < count; i++) {
            long at = begun + Math.round((i + random.nextDouble()) / perSecond * 1e9);
            sleepUntil(at);
            int marker = said;
            intended.set(marker, at);
            said = marker + 1;
            producer.run(() -> producer.frame(master, List.of(Signals.join("marker-" + marker, "marker-event-" + marker % 10, "live",
                    "participant", System.currentTimeMillis()))));
        }
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (missing() > 0 && System.nanoTime() < until)
            Pause.millis(20);
        return histogram;
    }

    private static void sleepUntil(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime())
            java.util.concurrent.locks.LockSupport.parkNanos(left);
    }

    /// Joins that viewers have not shown.
    long missing() {
        return viewers.stream().mapToLong(viewer -> said - viewer.seen).sum();
    }

    long said() {
        return said;
    }

    @Override
    public void close() {
        producer.close();
        client.close();
    }
}
