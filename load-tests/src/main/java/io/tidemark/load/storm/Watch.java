package io.tidemark.load.storm;

import io.tidemark.load.process.Node;
import io.tidemark.load.wire.Socket;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.TimeUnit;

/// A wallboard that remembers the least and the most connections that it was shown.
final class Watch implements AutoCloseable {

    private final WebSocketClient client;
    private volatile long least = Long.MAX_VALUE;
    private volatile long most;

    private Watch(WebSocketClient client) {
        this.client = client;
    }

    static Watch open(Vertx vertx, Node node, String account) throws Exception {
        var watch = new Watch(Socket.client(vertx));
        Socket.live(watch.client, node.sockets(), Node.KEY, "account=" + account).onSuccess(ws -> ws.textMessageHandler(watch::read))
                .toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        return watch;
    }

    private void read(String text) {
        var levels = new JsonObject(text).getJsonObject("levels");
        if (levels == null || !levels.containsKey("total")) return;
        var connections = levels.getJsonObject("total").getJsonObject("connections");
        if (connections == null) return;
        long now = connections.getLong("now");
        least = Math.min(least, now);
        most = Math.max(most, now);
    }

    long least() {
        return least;
    }

    long most() {
        return most;
    }

    @Override
    public void close() {
        client.close();
    }
}
