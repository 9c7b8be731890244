package io.tidemark.testing;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/// A WebSocket server that welcomes every stream, acknowledges every frame and remembers the signals in order. It applies no
/// rules; it is there for those who send.
public final class AckingServer implements AutoCloseable {
    /// The signals of all frames, each with the account of its frame as `stream`.
    public final List<JsonObject> signals = new CopyOnWriteArrayList<>();
    public final List<JsonObject> hellos = new CopyOnWriteArrayList<>();
    public final List<String> keys = new CopyOnWriteArrayList<>();

    private final Vertx vertx = Vertx.vertx();
    private final Map<String, Long> acked = new HashMap<>();
    private final HttpServer server;
    private final Predicate<JsonObject> acceptable;

    /// `acceptable`: signals for which it does not hold are rejected.
    public AckingServer(Predicate<JsonObject> acceptable) {
        this.acceptable = acceptable;
        var options = new HttpServerOptions().setHost("127.0.0.1").setPort(0).addWebSocketSubProtocol("tidemark.v1.json");
        server = vertx.createHttpServer(options).webSocketHandler(this::open);
        server.listen().await();
    }

    public AckingServer() {
        this(_ -> true);
    }

    public URI uri() {
        return URI.create("ws://127.0.0.1:" + server.actualPort());
    }

    private void open(ServerWebSocket socket) {
        keys.add(socket.headers().get("Authorization"));
        var only = new StringBuilder();
        socket.textMessageHandler(text -> {
            var message = new JsonObject(text);
            if ("hello".equals(message.getString("type"))) hello(socket, message, only);
            else if (message.containsKey("signals")) frame(socket, message);
        });
    }

    private void hello(ServerWebSocket socket, JsonObject hello, StringBuilder only) {
        hellos.add(hello);
        var streams = new JsonObject();
        var accounts = hello.getJsonArray("accounts");
        if (accounts == null) streams.put("own", new JsonObject().put("acked", 0));
        else
            accounts.forEach(account -> streams.put((String) account, new JsonObject().put("acked", acked.getOrDefault(account, 0L))));
        socket.writeTextMessage(new JsonObject().put("type", "welcome").put("streams", streams).put("heartbeatSeconds", 30).encode());
    }

    private void frame(ServerWebSocket socket, JsonObject frame) {
        String account = frame.getString("account");
        long seq = frame.getLong("seq");
        var all = frame.getJsonArray("signals");
        for (int i = 0; i < all.size(); i++) {
            var signal = all.getJsonObject(i);
            if (acceptable.test(signal)) signals.add(signal.put("stream", account));
            else
                socket.writeTextMessage(new JsonObject().put("type", "rejected").put("account", account).put("seq", seq).put("index", i)
                        .put("code", "unacceptable").put("message", "not here").encode());
        }
        acked.put(account, seq);
        socket.writeTextMessage(new JsonObject().put("type", "ack").put("account", account).put("seq", seq).put("durable", seq).encode());
    }

    @Override
    public void close() {
        server.close().await();
        vertx.close().await();
    }
}
