package io.tidemark.web;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocketHandshake;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// Lets go of connections that do not bring a whole request head in time, or of the most patient ones when there are too many: the
/// server's own deadline counts every byte, so a byte a second would hold a connection for ever. Belongs to one event loop.
final class Patience {

    private static final long SWEEP_MILLIS = 1_000;

    private final long longest;
    private final Lobby lobby;
    private final Map<SocketAddress, HttpConnection> connections = new HashMap<>();
    /// Since when a connection has owed us a request, the longest first. While we owe it an answer it is not here.
    private final SequencedMap<SocketAddress, Long> waiting = new LinkedHashMap<>();

    private Patience(Duration longest, Lobby lobby) {
        this.longest = longest.toNanos();
        this.lobby = lobby;
    }

    static Patience of(Vertx vertx, Duration longest, Lobby lobby) {
        var patience = new Patience(longest, lobby);
        vertx.setPeriodic(SWEEP_MILLIS, _ -> patience.sweep(System.nanoTime()));
        return patience;
    }

    void connected(HttpConnection connection) {
        SocketAddress peer = connection.remoteAddress();
        connections.put(peer, connection);
        connection.closeHandler(_ -> forget(peer));
        awaitRequest(peer);
    }

    void requested(HttpServerRequest request) {
        SocketAddress peer = request.remoteAddress();
        served(peer);
        request.response().endHandler(_ -> awaitRequest(peer));
    }

    /// The same handshake; once accepted, the socket's owner keeps the deadlines.
    ServerWebSocketHandshake requested(ServerWebSocketHandshake handshake) {
        SocketAddress peer = handshake.remoteAddress();
        served(peer);
        return new WatchedHandshake(handshake, () -> forget(peer), () -> awaitRequest(peer));
    }

    private void awaitRequest(SocketAddress peer) {
        served(peer);
        if (!connections.containsKey(peer))
            return;
        waiting.put(peer, System.nanoTime());
        lobby.enter();
        if (lobby.isCrowded()) {
            lobby.crowdedOut();
            drop(waiting.firstEntry().getKey());
        }
    }

    private void served(SocketAddress peer) {
        if (waiting.remove(peer) != null)
            lobby.leave();
    }

    private void forget(SocketAddress peer) {
        served(peer);
        connections.remove(peer);
    }

    private void drop(SocketAddress peer) {
        HttpConnection connection = connections.get(peer);
        forget(peer);
        if (connection != null)
            connection.close();
    }

    private void sweep(long now) {
        for (var first = waiting.firstEntry(); first != null && now - first.getValue() > longest; first = waiting.firstEntry()) {
            lobby.late();
            drop(first.getKey());
        }
    }
}
