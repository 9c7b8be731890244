package io.tidemark.wallboard;

import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A viewer: collects frames, or reads nothing until told to.
final class LiveClient implements WebSocket.Listener, AutoCloseable {

    final List<JsonObject> frames = new CopyOnWriteArrayList<>();
    volatile int closedWith = -1;
    private final boolean reads;
    private final StringBuilder partial = new StringBuilder();
    private final HttpClient client = HttpClient.newHttpClient();
    private volatile WebSocket socket;

    static LiveClient open(LiveServer server, String query, String key) throws Exception {
        return new LiveClient(server, query, true, null, LiveSocket.PROTOCOL, key == null ? new String[0] : new String[]{"bearer." + key});
    }

    static LiveClient openSlow(LiveServer server, String query, String key) throws Exception {
        return new LiveClient(server, query, false, null, LiveSocket.PROTOCOL, "bearer." + key);
    }

    static LiveClient openWithoutProtocol(LiveServer server) throws Exception {
        return new LiveClient(server, "?board=lobby", true, null, null);
    }

    static LiveClient openFrom(String origin, LiveServer server) throws Exception {
        return new LiveClient(server, "?board=lobby", true, origin, LiveSocket.PROTOCOL);
    }

    private LiveClient(LiveServer server, String query, boolean reads, String origin, String protocol, String... more) throws Exception {
        this.reads = reads;
        var uri = URI.create(server.url("/v1/live" + query).replace("http:", "ws:"));
        try {
            var builder = client.newWebSocketBuilder();
            if (origin != null)
                builder.header("Origin", origin);
            socket = (protocol == null ? builder : builder.subprotocols(protocol, more)).buildAsync(uri, this).get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            client.shutdownNow();
            throw e;
        }
    }

    String protocol() {
        return socket.getSubprotocol();
    }

    void read() {
        socket.request(Long.MAX_VALUE);
    }

    JsonObject awaitFrame(Predicate<JsonObject> wanted) {
        return await().atMost(Duration.ofSeconds(15)).until(() -> frames.stream().filter(wanted).findFirst().orElse(null),
                found -> found != null);
    }

    JsonObject awaitFrame(String type) {
        return awaitFrame(frame -> frame.getString("type").equals(type));
    }

    @Override
    public void onOpen(WebSocket opened) {
        if (reads)
            opened.request(Long.MAX_VALUE);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            frames.add(new JsonObject(partial.toString()));
            partial.setLength(0);
        }
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closedWith = code;
        return null;
    }

    @Override
    public void close() {
        if (socket != null)
            socket.abort();
        client.shutdownNow();
    }
}
