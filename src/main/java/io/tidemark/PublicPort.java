package io.tidemark;

import io.tidemark.access.AccessRoutes;
import io.tidemark.ingest.Ingest;
import io.tidemark.shard.Parcel;
import io.tidemark.shard.ShardOf;
import io.tidemark.signal.Account;
import io.tidemark.wallboard.CurveRoute;
import io.tidemark.wallboard.FactMinutes;
import io.tidemark.wallboard.FeedLevels;
import io.tidemark.wallboard.LevelsRoute;
import io.tidemark.wallboard.LiveSocket;
import io.tidemark.wallboard.Pages;
import io.tidemark.wallboard.RememberedLevels;
import io.tidemark.wallboard.Wallboard;
import io.tidemark.wallboard.WallboardMetrics;
import io.tidemark.web.Clients;
import io.tidemark.web.Documents;
import io.tidemark.web.Envelope;
import io.tidemark.web.Lobby;
import io.tidemark.web.Origins;
import io.tidemark.web.ServerOptions;
import io.tidemark.web.Surface;
import io.tidemark.web.Upgrades;
import io.tidemark.web.WebServer;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// The public port: which feature serves what of it.
final class PublicPort {
    private static final Duration DRAIN = Duration.ofSeconds(5);

    private final Node node;
    private final Patience patience;
    private final Ingest ingest;
    private final ViewGate gate;
    private final FeedLevels levels;
    private final Wallboard wallboard;
    private final AccessRoutes access;
    private final Pages pages;
    private final Origins origins;

    private PublicPort(Node node, boolean isDemo, Patience patience, String publicUrl) {
        this.node = node;
        this.patience = patience;
        var store = node.redis().store();
        ingest = new Ingest(boot(), node.settings().node(), node.shardCount(), node.shards().appender(), node.clock(),
                new KeyPort(node.keys()),
                patience.ingest(), node.meters().node());
        var remembered = new RememberedLevels(store);
        gate = new ViewGate(node.keys(), node.boards(), node.accounts(), remembered, node.zone());
        levels = new FeedLevels(remembered, node.redis().feed(), node.shardCount());
        wallboard = new Wallboard(new FeedLevels(store, node.redis().feed(), node.shardCount()), gate, node.clock(),
                new WallboardMetrics(node.meters().node()), patience.viewer());
        access = new AccessRoutes(node.postgres().pool(), node.keys(), node.boards(), node.accounts(), new AccountFigures(store),
                settings -> node.shards().appender().append(ShardOf.master(Account.master(settings.account()), node.shardCount()),
                        new Parcel.Told(settings)),
                node.clock(), publicUrl);
        pages = Pages.open(isDemo);
        origins = Origins
                .of(Stream.concat(Stream.of(publicUrl), node.settings().http().allowedOrigins().stream().map(Object::toString)).toList());
    }

    /// Opens the port; answers the address at which it is found.
    static String open(Node node, boolean isDemo, Patience patience, Opened opened) throws Exception {
        var http = node.settings().http();
        String publicUrl = http.publicUrl(http.port());
        var port = new PublicPort(node, isDemo, patience, publicUrl);
        Vertx vertx = node.vertx();
        Opened.await(vertx.deployVerticle(port.wallboard));
        vertx.runOnContext(_ -> port.ingest.follow(node.redis().feed()));
        var options = ServerOptions.of(http.bind(), http.port(), List.of(Ingest.PROTOCOL, LiveSocket.PROTOCOL));
        var lobby = new Lobby(Lobby.MOST, node.meters().node());
        int instances = Math.max(2, Runtime.getRuntime().availableProcessors());
        String deployment = Opened.await(vertx.deployVerticle(() -> new WebServer(options, lobby, patience.head(), DRAIN, port::surface),
                new DeploymentOptions().setInstances(instances)));
        opened.closeWith("public port", () -> vertx.undeploy(deployment));
        return publicUrl;
    }

    private Surface surface(Vertx vertx) {
        var surface = new Surface(Envelope.router(vertx, clients()), new Upgrades(origins));
        ingest.mount(vertx, surface);
        surface.upgrades().at(LiveSocket.PATH, new LiveSocket(gate, wallboard));
        var router = surface.router();
        access.mount(router);
        new LevelsRoute(levels, gate, node.clock()).mount(router);
        new CurveRoute(levels, new FactMinutes(node.postgres().pool()), gate, node.clock()).mount(router);
        Documents.mount(router);
        pages.mount(router);
        return surface;
    }

    private Clients clients() {
        var trusted = node.settings().http().trustedProxies();
        return new Clients(address -> trusted.stream().anyMatch(network -> network.contains(address)));
    }

    /// The random number of this run, never 0.
    private static long boot() {
        return new SecureRandom().nextLong() | 1;
    }
}
