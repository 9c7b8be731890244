package io.tidemark.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A sender that does exactly what a test tells it to, right or wrong: one socket of a master, and what it hears in order.
final class Peer implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final String master;
    private final WebSocket socket;
    private final LinkedBlockingQueue<JsonObject> heard = new LinkedBlockingQueue<>();
    private final Promise<Integer> closed = Promise.promise();

    private Peer(String master, WebSocket socket) {
        this.master = master;
        this.socket = socket;
        socket.textMessageHandler(text -> heard.add(new JsonObject(text)));
        socket.exceptionHandler(_ -> {});
        socket.closeHandler(_ -> {
            Short code = socket.closeStatusCode();
            closed.tryComplete(code == null ? 1006 : code.intValue());
        });
        socket.resume();
    }

    static Peer connect(WebSocketClient client, int port, String master) {
        var options = new WebSocketConnectOptions().setHost("127.0.0.1").setPort(port).setURI("/v1/ingest")
                .addSubProtocol("tidemark.v1.json").putHeader("Authorization", "Bearer " + Installation.KEY);
        return new Peer(master, await(client.connect(options).map(socket -> {
            socket.pause();
            return socket;
        })));
    }

    /// Opens the stream; answers what is acknowledged of it.
    long hello(String incarnation) {
        return hello(incarnation, 600);
    }

    /// The same with a timeout in seconds.
    long hello(String incarnation, int timeout) {
        say(new JsonObject().put("type", "hello").put("producer", "peer").put("incarnation", incarnation).put("timeout", timeout)
                .put("accounts", new JsonArray().add(master)).encode());
        for (;;) {
            var streams = hear("welcome").getJsonObject("streams");
            if (streams.containsKey(master)) return streams.getJsonObject(master).getLong("acked");
        }
    }

    Peer say(String text) {
        socket.writeTextMessage(text);
        return this;
    }

    Peer frame(long seq, JsonObject... signals) {
        return say(frameText(seq, signals));
    }

    String frameText(long seq, JsonObject... signals) {
        return new JsonObject().put("account", master).put("seq", seq).put("signals", JsonArray.of((Object[]) signals)).encode();
    }

    static JsonObject join(String session) {
        return new JsonObject().put("type", "join").put("session", session).put("event", "e").put("kind", "meeting").put("role", "speaker")
                .put("at", System.currentTimeMillis());
    }

    static JsonObject leave(String session) {
        return new JsonObject().put("type", "leave").put("session", session).put("at", System.currentTimeMillis());
    }

    /// The next message of this type, others passed over.
    JsonObject hear(String type) {
        try {
            for (;;) {
                var next = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                assertThat(next).as("waiting for %s", type).isNotNull();
                if (next.getString("type").equals(type)) return next;
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    void hearAck(long seq) {
        while (hear("ack").getLong("seq") < seq)
            continue;
    }

    /// The code that the socket was closed with, 1006 when it was cut; waits for it.
    int closeCode() {
        return await(closed.future());
    }

    static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    static WebSocketClient client(Vertx vertx) {
        return vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(5_000));
    }

    @Override
    public void close() {
        socket.close();
    }
}
