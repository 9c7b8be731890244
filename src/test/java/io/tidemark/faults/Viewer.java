package io.tidemark.faults;

import io.tidemark.wallboard.LiveSocket;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/// A wallboard that shows the connections of an account.
final class Viewer implements WebSocket.Listener, AutoCloseable {

    private final HttpClient client = HttpClient.newHttpClient();
    private final StringBuilder frame = new StringBuilder();
    private volatile int shown = -1;

    private Viewer() {}

    static Viewer open(URI node, String account) throws Exception {
        var viewer = new Viewer();
        viewer.client.newWebSocketBuilder().subprotocols(LiveSocket.PROTOCOL, "bearer." + Installation.KEY)
                .buildAsync(node.resolve("/v1/live?account=" + account), viewer).get(60, TimeUnit.SECONDS);
        return viewer;
    }

    /// The connections that it shows now, -1 before the first frame.
    int shown() {
        return shown;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        frame.append(data);
        if (last) {
            show(new JsonObject(frame.toString()).getJsonObject("levels"));
            frame.setLength(0);
        }
        from.request(1);
        return null;
    }

    private void show(JsonObject levels) {
        JsonObject total = levels == null ? null : levels.getJsonObject("total");
        JsonObject connections = total == null ? null : total.getJsonObject("connections");
        if (connections != null) shown = connections.getInteger("now");
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
