package io.tidemark.ops;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/// The operations port: health and metrics, nothing else. It asks for no key: bind it where only operators reach it.
public final class Operations extends VerticleBase {

    private final HttpServerOptions options;
    private final Health health;
    private final Exposition node;
    private final Exposition cluster;
    private @Nullable HttpServer server;

    public Operations(HttpServerOptions options, Health health, Meters meters) {
        this.options = options;
        this.health = health;
        this.node = new Exposition(meters.node());
        this.cluster = new Exposition(meters.cluster());
    }

    @Override
    public Future<?> start() {
        return vertx.createHttpServer(options).requestHandler(this::answer).listen().onSuccess(listening -> server = listening);
    }

    /// The port that it listens on, once started.
    public int port() {
        return server == null ? -1 : server.actualPort();
    }

    private void answer(HttpServerRequest request) {
        var response = request.response().putHeader("Cache-Control", "no-store").putHeader("X-Content-Type-Options", "nosniff");
        if (!request.method().name().equals("GET") && !request.method().name().equals("HEAD")) {
            problem(response.putHeader("Allow", "GET, HEAD"), 405, "Method Not Allowed");
            return;
        }
        switch (String.valueOf(request.path())) {
            case "/health/live" -> json(response, 200, new JsonObject().put("status", "alive"));
            case "/health/ready" -> health.look().onSuccess(report -> json(response, report.ready() ? 200 : 503, report.body()));
            case "/metrics" -> node.write(vertx, request);
            case "/metrics/cluster" -> cluster.write(vertx, request);
            default -> problem(response, 404, "Not Found");
        }
    }

    private static void json(HttpServerResponse response, int status, JsonObject body) {
        response.setStatusCode(status).putHeader("Content-Type", "application/json").end(body.encode() + "\n");
    }

    private static void problem(HttpServerResponse response, int status, String title) {
        response.setStatusCode(status).putHeader("Content-Type", "application/problem+json")
                .end(new JsonObject().put("title", title).put("status", status).encode() + "\n");
    }
}
