package io.tidemark.load.wire;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.URI;

/// How sockets are opened: to the product's ingest, to its wallboard, or to a rival at any path.
public final class Socket {

    /// `/v1/ingest`.
    public static final String INGEST = "/v1/ingest";

    private Socket() {}

    /// A client for as many sockets as one likes; without compression, as the product has none.
    public static WebSocketClient client(Vertx vertx) {
        return vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(20_000).setMaxMessageSize(1 << 20)
                .setMaxFrameSize(1 << 20).setTryUsePerMessageCompression(false));
    }

    public static Future<WebSocket> ingest(WebSocketClient client, URI server, String key) {
        return open(client, server, INGEST, key, "tidemark.v1.json");
    }

    public static Future<WebSocket> live(WebSocketClient client, URI server, String key, String query) {
        return open(client, server, "/v1/live?" + query, key, "tidemark.live.v1.json");
    }

    /// Opens a socket; `key` and `protocol` are what the product asks for, and rivals ignore.
    public static Future<WebSocket> open(WebSocketClient client, URI server, String path, String key, String protocol) {
        var to = new WebSocketConnectOptions().setHost(server.getHost()).setPort(server.getPort()).setURI(path).addSubProtocol(protocol)
                .putHeader("Authorization", "Bearer " + key);
        to.setConnectTimeout(30_000).setTimeout(30_000);
        return client.connect(to);
    }
}
