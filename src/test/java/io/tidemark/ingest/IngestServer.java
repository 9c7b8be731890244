package io.tidemark.ingest;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.tidemark.shard.Appender;
import io.tidemark.shard.CommonClock;
import io.tidemark.shard.Feed;
import io.tidemark.web.Documents;
import io.tidemark.web.Envelope;
import io.tidemark.web.Lobby;
import io.tidemark.web.Origins;
import io.tidemark.web.ServerOptions;
import io.tidemark.web.Surface;
import io.tidemark.web.Upgrades;
import io.tidemark.web.WebServer;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The public port of a node on a port of its own, with [LogModel] behind it, and three keys: `acme-key`, `all-key` (every account) and
/// `read-key` (may not send).
final class IngestServer implements AutoCloseable {

    static final long BOOT = 4711;
    static final int SHARDS = 4;
    static final IngestLimits QUICK = limits(Duration.ofMinutes(1), Duration.ofSeconds(30), 1_000);

    final LogModel log = new LogModel();
    final Vertx vertx;
    final WebSocketClient client;
    final PrometheusRegistry registry = new PrometheusRegistry();
    final Set<String> revoked = ConcurrentHashMap.newKeySet();
    private final AtomicInteger lookups = new AtomicInteger();
    /// Keys are told when this is complete.
    volatile Future<Void> keysOpen = Future.succeededFuture();
    private final WebServer[] servers;
    private String deployment;

    IngestServer() {
        this(QUICK);
    }

    IngestServer(IngestLimits limits) {
        this(limits, options -> options);
    }

    IngestServer(IngestLimits limits, UnaryOperator<HttpServerOptions> tuned) {
        this(Vertx.vertx(), limits, tuned, null, null);
    }

    /// With other logs than the model, where they are given.
    IngestServer(Vertx vertx, IngestLimits limits, @Nullable Appender appender, @Nullable Feed feed) {
        this(vertx, limits, options -> options, appender, feed);
    }

    private IngestServer(Vertx vertx, IngestLimits limits, UnaryOperator<HttpServerOptions> tuned, @Nullable Appender appender,
            @Nullable Feed feed) {
        this.vertx = vertx;
        client = vertx.createWebSocketClient(
                new WebSocketClientOptions().setMaxFrameSize(1 << 20).setMaxMessageSize(1 << 21).setMaxConnections(1_000));
        var ingest = new Ingest(BOOT, "node-1", SHARDS, appender == null ? log : appender, CommonClock.ofSystem(), keys(), limits,
                registry);
        servers = new WebServer[1];
        var options = tuned.apply(ServerOptions.of("127.0.0.1", 0, List.of(Ingest.PROTOCOL)));
        deployment = await(vertx
                .deployVerticle(() -> servers[0] = new WebServer(options, new Lobby(Lobby.MOST, registry), Duration.ofSeconds(8), loop -> {
                    var surface = new Surface(Envelope.router(loop), new Upgrades(Origins.of(List.of("https://good.example"))));
                    ingest.mount(loop, surface);
                    Documents.mount(surface.router());
                    return surface;
                }), new DeploymentOptions()));
        var followed = Promise.promise();
        vertx.runOnContext(_ -> {
            ingest.follow(feed == null ? log : feed);
            followed.complete();
        });
        await(followed.future());
    }

    static IngestLimits limits(Duration silence, Duration slowReader, int inFlight) {
        return limits(silence, slowReader, inFlight, Duration.ZERO);
    }

    static IngestLimits limits(Duration silence, Duration slowReader, int inFlight, Duration unread) {
        return new IngestLimits(100, 50, Duration.ofSeconds(30), silence, inFlight, unread, Duration.ofMillis(300),
                slowReader, Duration.ofSeconds(2), 8, Duration.ofSeconds(1));
    }

    private Keys keys() {
        var known = Map.of("acme-key", new Keys.Grant("k-1", 11, "acme", true), "all-key", new Keys.Grant("k-2", 22, "*", true), "read-key",
                new Keys.Grant("k-3", 33, "acme", false), "emea-key", new Keys.Grant("k-4", 44, "acme/emea", true));
        return new Keys() {
            @Override
            public Future<Optional<Grant>> authorise(String bearer) {
                if (bearer.equals("untold-key"))
                    return Future.failedFuture("PostgreSQL is away");
                lookups.incrementAndGet();
                return keysOpen.map(_ -> Optional.ofNullable(known.get(bearer)).filter(grant -> isLive(grant.keyId())));
            }

            @Override
            public boolean isLive(String keyId) {
                return !revoked.contains(keyId);
            }
        };
    }

    /// How often a key was looked up.
    int lookups() {
        return lookups.get();
    }

    int port() {
        return servers[0].port();
    }

    Future<Void> stop() {
        return vertx.undeploy(deployment);
    }

    /// A counter or gauge of this node; label values in the order of the names.
    double metric(String name, String... labels) {
        return registry.scrape(name::equals).stream().flatMap(snapshot -> snapshot.getDataPoints().stream())
                .filter(point -> values(point).equals(List.of(labels))).mapToDouble(IngestServer::value).sum();
    }

    /// The sum over all labels.
    double sum(String name) {
        return registry.scrape(name::equals).stream().flatMap(snapshot -> snapshot.getDataPoints().stream())
                .mapToDouble(IngestServer::value)
                .sum();
    }

    private static List<String> values(DataPointSnapshot point) {
        return point.getLabels().stream().map(label -> label.getValue()).toList();
    }

    private static double value(DataPointSnapshot point) {
        return switch (point) {
            case CounterDataPointSnapshot counter -> counter.getValue();
            case GaugeDataPointSnapshot gauge -> gauge.getValue();
            default -> throw new IllegalArgumentException(point.toString());
        };
    }

    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
