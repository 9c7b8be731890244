package io.tidemark.wallboard;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.tidemark.web.Envelope;
import io.tidemark.web.Lobby;
import io.tidemark.web.Origins;
import io.tidemark.web.Problem;
import io.tidemark.web.ServerOptions;
import io.tidemark.web.Surface;
import io.tidemark.web.Upgrades;
import io.tidemark.web.WebServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// This package's sockets, routes and pages on a port of their own, over scripted figures. The key `good` is worth `acme`, `all` every
/// account, the board `lobby` is of `acme`; there are the accounts `acme` and `other`.
final class LiveServer implements AutoCloseable {

    final ScriptedFigures figures = new ScriptedFigures();
    final Set<String> revoked = ConcurrentHashMap.newKeySet();
    final PrometheusRegistry registry = new PrometheusRegistry();
    volatile MinuteSource.Past past = new MinuteSource.Past(Collections.nCopies(24, List.of()),
            Collections.nCopies(24, OptionalInt.empty()), List.of());
    private final Vertx vertx = Vertx.vertx();
    private final WebServer server;

    static LiveServer start(boolean isDemo) throws Exception {
        return new LiveServer(isDemo);
    }

    private LiveServer(boolean isDemo) throws Exception {
        InstantSource clock = InstantSource.system();
        var wallboard = new Wallboard(figures, this::judge, clock, new WallboardMetrics(registry), Duration.ofSeconds(1));
        vertx.deployVerticle(wallboard).await(10, TimeUnit.SECONDS);
        server = new WebServer(ServerOptions.of("127.0.0.1", 0, List.of(LiveSocket.PROTOCOL)).setSendBufferSize(8192),
                new Lobby(Lobby.MOST, registry), Duration.ofSeconds(2),
                on -> {
                    var router = Envelope.router(on);
                    Pages.open(isDemo).mount(router);
                    new LevelsRoute(figures, this::judge, clock).mount(router);
                    new CurveRoute(figures, (_, _, _) -> Future.succeededFuture(past), this::judge, clock).mount(router);
                    return new Surface(router,
                            new Upgrades(Origins.of(List.of())).at(LiveSocket.PATH, new LiveSocket(this::judge, wallboard)));
                });
        vertx.deployVerticle(server).await(10, TimeUnit.SECONDS);
    }

    /// Begins to stop, as a node does.
    void shutDown() {
        vertx.undeploy(server.deploymentID());
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.port() + path;
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(url(path)));
            if (headers.length > 0)
                request.headers(headers);
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private Future<Gate.Verdict> judge(Gate.Claim claim) {
        var credential = claim.board() != null ? claim.board() : String.valueOf(claim.key());
        boolean known = List.of("good", "all", "lobby").contains(credential) && !revoked.contains(credential);
        if (!known)
            return Future.succeededFuture(new Gate.Verdict.Refused(Problem.unknownKey()));
        var account = claim.account() != null ? claim.account() : credential.equals("all") ? null : "acme";
        if (account == null)
            return Future.succeededFuture(new Gate.Verdict.Refused(Problem.of(400, "account_required", "name an account")));
        if (!credential.equals("all") && !account.equals("acme"))
            return Future.succeededFuture(new Gate.Verdict.Refused(Problem.of(403, "other_account", "not yours")));
        if (!List.of("acme", "other").contains(account))
            return Future.succeededFuture(new Gate.Verdict.Refused(Problem.of(404, "unknown_account", "no such account")));
        return Future.succeededFuture(new Gate.Verdict.Admitted(account, "Europe/Berlin"));
    }

    @Override
    public void close() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }
}
