package io.tidemark.web;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.ServerWebSocketHandshake;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Hands each WebSocket handshake to whoever owns its path. An `Origin` that is not welcome is answered 403, a path that nobody
/// owns 404, both before the upgrade. Belongs to one event loop.
public final class Upgrades implements Handler<ServerWebSocketHandshake> {

    private final Origins origins;
    private final Map<String, Handler<ServerWebSocketHandshake>> owners = new HashMap<>();

    public Upgrades(Origins origins) {
        this.origins = origins;
    }

    /// From now on `owner` accepts or rejects what comes to `path`.
    public Upgrades at(String path, Handler<ServerWebSocketHandshake> owner) {
        owners.put(path, owner);
        return this;
    }

    @Override
    public void handle(ServerWebSocketHandshake handshake) {
        List<String> origin = handshake.headers().getAll(HttpHeaders.ORIGIN);
        var owner = owners.get(handshake.path());
        if (owner == null)
            handshake.reject(404);
        else if (origin.size() > 1
                || !origins.welcomes(origin.isEmpty() ? null : origin.getFirst()) && !isOurs(handshake, origin.getFirst()))
            handshake.reject(403);
        else
            owner.handle(handshake);
    }

    /// Whether the page was served under the very host and port that it now opens a socket to.
    private static boolean isOurs(ServerWebSocketHandshake handshake, String origin) {
        var host = handshake.headers().get(HttpHeaders.HOST);
        return host != null && (origin.equals("http://" + host) || origin.equals("https://" + host));
    }
}
