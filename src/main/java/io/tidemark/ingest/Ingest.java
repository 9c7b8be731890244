package io.tidemark.ingest;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.tidemark.shard.Appender;
import io.tidemark.shard.CommonClock;
import io.tidemark.shard.Feed;
import io.tidemark.web.Surface;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;

/// The ingest of one node: `GET /v1/ingest` (WebSocket), `POST /v1/signals`, `GET /v1/rejections`.
public final class Ingest {

    /// The path of the socket.
    public static final String PATH = "/v1/ingest";

    /// Its sub-protocol.
    public static final String PROTOCOL = "tidemark.v1.json";

    private final IngestNode node;

    /// `boot` is the random number of this run of the node, never 0; `name` is told to producers.
    public Ingest(long boot, String name, int shards, Appender appender, CommonClock clock, Keys keys, IngestLimits limits,
            PrometheusRegistry registry) {
        node = new IngestNode(boot, name, shards, appender, clock, keys, new Connections(), new KeyRejections(), limits,
                new IngestMetrics(registry));
    }

    /// Brings what the set of sessions says back to those who spoke, until the returned [Runnable] is run. Call it on a
    /// Vert.x context, once a node.
    public Runnable follow(Feed feed) {
        return new NoticeDesk(node).follow(feed);
    }

    /// Adds its paths to what one event loop serves; call it on that event loop.
    public void mount(Vertx vertx, Surface surface) {
        IngestLoop loop = IngestLoop.open(vertx, node);
        surface.upgrades().at(PATH, new SocketGate(loop));
        Router router = surface.router();
        var caller = new Caller(node);
        router.post("/v1/signals").handler(new SignalsRoute(vertx, loop, caller));
        router.get("/v1/rejections").handler(new RejectionsRoute(node, caller));
        router.get(PATH).handler(ctx -> {
            ctx.response().putHeader("Upgrade", "websocket").putHeader("Connection", "Upgrade");
            Caller.needsSocket().answer(ctx.response());
        });
    }
}
