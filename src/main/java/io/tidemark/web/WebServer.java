package io.tidemark.web;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One event loop of the public port. Deploy it with as many instances as there are cores: they share the port.
///
/// A stop takes no new connections, tells every socket (its `shutdownHandler` acknowledges what it has and closes with 1012), and
/// waits for `drain` at most.
public final class WebServer extends VerticleBase {

    /// How long a connection may take for the head of its next request, by default.
    public static final Duration HEAD = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);

    private final HttpServerOptions options;
    private final Lobby lobby;
    private final Duration head;
    private final Duration drain;
    private final Function<Vertx, Surface> surfaces;
    private @Nullable HttpServer server;

    /// `lobby` is the node's; `surfaces` is asked once, on the event loop of the instance.
    public WebServer(HttpServerOptions options, Lobby lobby, Duration drain, Function<Vertx, Surface> surfaces) {
        this(options, lobby, HEAD, drain, surfaces);
    }

    /// The same with another patience than [#HEAD].
    public WebServer(HttpServerOptions options, Lobby lobby, Duration head, Duration drain, Function<Vertx, Surface> surfaces) {
        this.options = options;
        this.lobby = lobby;
        this.head = head;
        this.drain = drain;
        this.surfaces = surfaces;
    }

    @Override
    public Future<?> start() {
        Surface surface = surfaces.apply(vertx);
        var patience = Patience.of(vertx, head, lobby);
        return vertx.createHttpServer(options).connectionHandler(patience::connected).requestHandler(request -> {
            patience.requested(request);
            surface.router().handle(request);
        }).webSocketHandshakeHandler(handshake -> surface.upgrades().handle(patience.requested(handshake)))
                .invalidRequestHandler(request -> Problem.of(400, "malformed", "This is no HTTP request that can be answered.")
                        .answer(request.response()).onComplete(_ -> request.connection().close()))
                .exceptionHandler(cause -> LOG.debug("A connection failed: {}", cause.toString())).listen()
                .onSuccess(listening -> server = listening);
    }

    @Override
    public Future<?> stop() {
        return server == null ? Future.succeededFuture() : server.shutdown(drain.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// The port that it listens on, once started.
    public int port() {
        return server == null ? -1 : server.actualPort();
    }
}
