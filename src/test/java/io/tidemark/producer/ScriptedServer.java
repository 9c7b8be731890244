package io.tidemark.producer;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.ServerWebSocketHandshake;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A real WebSocket server that says only what the test lets it say.
final class ScriptedServer implements AutoCloseable {

    /// One socket of the producer: what came through it, in order.
    static final class Peer {
        final MultiMap headers;
        private final ServerWebSocket socket;
        private final BlockingQueue<JsonObject> messages = new LinkedBlockingQueue<>();

        private Peer(ServerWebSocket socket) {
            this.socket = socket;
            this.headers = socket.headers();
            socket.textMessageHandler(text -> messages.add(new JsonObject(text)));
        }

        JsonObject next() throws InterruptedException {
            var message = messages.poll(15, TimeUnit.SECONDS);
            if (message == null) throw new AssertionError("nothing came");
            return message;
        }

        /// The next message but signs of life.
        JsonObject nextOf(Predicate<JsonObject> wanted) throws InterruptedException {
            for (;;) {
                var message = next();
                if (wanted.test(message)) return message;
                if (!"alive".equals(message.getString("type"))) throw new AssertionError("unexpected " + message);
            }
        }

        JsonObject frame() throws InterruptedException {
            return nextOf(message -> message.containsKey("signals"));
        }

        JsonObject of(String type) throws InterruptedException {
            return nextOf(message -> type.equals(message.getString("type")));
        }

        /// Reads frames until one ends with this number.
        void frames(long upTo) throws InterruptedException {
            for (long seq = 0; seq < upTo; seq = frame().getLong("seq"));
        }

        int waiting() {
            return messages.size();
        }

        void say(JsonObject message) {
            socket.writeTextMessage(message.encode());
        }

        void welcome(String account, long acked) {
            say(new JsonObject().put("type", "welcome").put("heartbeatSeconds", 1).put("node", "n-1").put("streams",
                    new JsonObject().put(account, new JsonObject().put("acked", acked))));
        }

        void ack(long seq, long durable) {
            say(new JsonObject().put("type", "ack").put("account", "acme").put("seq", seq).put("durable", durable));
        }

        void resume(long from) {
            say(new JsonObject().put("type", "resume").put("account", "acme").put("from", from));
        }

        void lapsed() {
            say(new JsonObject().put("type", "lapsed").put("account", "acme"));
        }

        void close(int code, String reason) {
            socket.close((short) code, reason);
        }
    }

    private final BlockingQueue<Peer> peers = new LinkedBlockingQueue<>();
    private final List<ServerWebSocket> sockets = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    volatile int refuseWith;

    ScriptedServer(Vertx vertx) {
        server = vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0).addWebSocketSubProtocol(
                "tidemark.v1.json").setMaxWebSocketMessageSize(256 * 1024)).webSocketHandshakeHandler(this::shake).webSocketHandler(
                        this::open);
        server.listen().await();
    }

    private void shake(ServerWebSocketHandshake handshake) {
        if (refuseWith > 0) handshake.reject(refuseWith);
        else
            handshake.accept();
    }

    private void open(ServerWebSocket socket) {
        sockets.add(socket);
        peers.add(new Peer(socket));
    }

    URI uri() {
        return URI.create("ws://127.0.0.1:" + server.actualPort());
    }

    /// The producer's next socket.
    Peer peer() throws InterruptedException {
        var peer = peers.poll(15, TimeUnit.SECONDS);
        if (peer == null) throw new AssertionError("nobody came");
        return peer;
    }

    int peersWaiting() {
        return peers.size();
    }

    /// Cuts all connections without a word.
    void cut() {
        sockets.forEach(socket -> ((io.vertx.core.internal.http.WebSocketInternal) socket).channelHandlerContext().channel().close());
    }

    @Override
    public void close() {
        server.close().await();
    }
}
