package io.tidemark.web;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.ServerWebSocketHandshake;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
        else if (origin.size() > 1 || !origins.welcomes(origin.isEmpty() ? null : origin.getFirst(), host(handshake)))
            handshake.reject(403);
        else
            owner.handle(handshake);
    }

    private static @Nullable String host(ServerWebSocketHandshake handshake) {
        List<String> host = handshake.headers().getAll(HttpHeaders.HOST);
        return host.size() == 1 ? host.getFirst().toLowerCase(Locale.ROOT) : null;
    }
}
