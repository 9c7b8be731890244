package io.tidemark.web;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What every answer of the public port has: headers that keep browsers careful, a request id (the sender's when it is a tame one),
/// and errors as [Problem]s.
public final class Envelope implements Handler<RoutingContext> {

    static final String REQUEST_ID = "X-Request-Id";

    private static final Logger LOG = LoggerFactory.getLogger(Envelope.class);
    private static final Pattern TAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final String CLIENT = "tidemark.client";

    private final Clients clients;

    private Envelope(Clients clients) {
        this.clients = clients;
    }

    /// Where a request came from, as its router's [Clients] tell it.
    public static String client(RoutingContext ctx) {
        String client = ctx.get(CLIENT);
        return client == null ? "-" : client;
    }

    /// A router that features mount their routes on, directly reached.
    public static Router router(Vertx vertx) {
        return router(vertx, Clients.DIRECT);
    }

    /// The same, with proxies before it.
    public static Router router(Vertx vertx, Clients clients) {
        Router router = Router.router(vertx);
        router.route().handler(new Envelope(clients));
        router.errorHandler(404, ctx -> problem(ctx, 404, "not_found", "Nothing lives at this path."));
        router.errorHandler(405, ctx -> problem(ctx, 405, "method_not_allowed", "This path does not take this method."));
        router.errorHandler(406, ctx -> problem(ctx, 406, "not_acceptable", "This path has no answer of an accepted type."));
        router.errorHandler(400, ctx -> problem(ctx, 400, "malformed", "The request cannot be read."));
        router.errorHandler(413, ctx -> problem(ctx, 413, "too_large", "The body is too large."));
        router.errorHandler(415, ctx -> problem(ctx, 415, "unsupported_media_type", "The body is of a type that this path does not take."));
        router.errorHandler(500, Envelope::broken);
        return router;
    }

    @Override
    public void handle(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        ctx.put(CLIENT, clients.address(request));
        String given = request.getHeader(REQUEST_ID);
        ctx.response().putHeader(REQUEST_ID, given != null && TAME.matcher(given).matches() ? given : fresh())
                .putHeader("X-Content-Type-Options", "nosniff").putHeader("X-Frame-Options", "DENY")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin").putHeader("Cross-Origin-Resource-Policy", "same-origin");
        if (request.isSSL())
            ctx.response().putHeader("Strict-Transport-Security", "max-age=31536000");
        ctx.next();
    }

    private static String fresh() {
        return Long.toHexString(ThreadLocalRandom.current().nextLong() | Long.MIN_VALUE);
    }

    private static void problem(RoutingContext ctx, int status, String code, String detail) {
        Problem.of(status, code, detail).answer(ctx.response());
    }

    private static void broken(RoutingContext ctx) {
        LOG.error("Request {} {} failed", ctx.request().method(), ctx.request().path(), ctx.failure());
        problem(ctx, 500, "internal", "The server has made a mistake; its log says which.");
    }
}
