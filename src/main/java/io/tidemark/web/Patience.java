package io.tidemark.web;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocketHandshake;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/// Lets go of connections that do not bring a whole request head in time: the server's own deadline counts every byte, so a byte a
/// second would hold a connection for ever. Belongs to one event loop.
final class Patience {

    private static final long SWEEP_MILLIS = 1_000;
    private static final long BUSY = Long.MAX_VALUE;

    /// `since`: when the connection began to owe us a request, or [#BUSY] while we owe it an answer.
    private record Waiting(HttpConnection connection, long since) {}

    private final long longest;
    private final Map<SocketAddress, Waiting> connections = new HashMap<>();

    private Patience(Duration longest) {
        this.longest = longest.toNanos();
    }

    static Patience of(Vertx vertx, Duration longest) {
        var patience = new Patience(longest);
        vertx.setPeriodic(SWEEP_MILLIS, _ -> patience.sweep(System.nanoTime()));
        return patience;
    }

    void connected(HttpConnection connection) {
        SocketAddress peer = connection.remoteAddress();
        connections.put(peer, new Waiting(connection, System.nanoTime()));
        connection.closeHandler(_ -> connections.remove(peer));
    }

    void requested(HttpServerRequest request) {
        mark(request.remoteAddress(), BUSY);
        request.response().endHandler(_ -> mark(request.remoteAddress(), System.nanoTime()));
    }

    /// The same handshake; once accepted, the socket's owner keeps the deadlines.
    ServerWebSocketHandshake requested(ServerWebSocketHandshake handshake) {
        SocketAddress peer = handshake.remoteAddress();
        mark(peer, BUSY);
        return new WatchedHandshake(handshake, () -> connections.remove(peer), () -> mark(peer, System.nanoTime()));
    }

    private void mark(SocketAddress peer, long since) {
        connections.computeIfPresent(peer, (_, waiting) -> new Waiting(waiting.connection, since));
    }

    private void sweep(long now) {
        for (Waiting waiting : new ArrayList<>(connections.values()))
            if (waiting.since != BUSY && now - waiting.since > longest)
                waiting.connection.close();
    }
}
