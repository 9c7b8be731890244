package io.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A producer's socket, for tests: sends, and hands out the answers in their order.
final class Talker implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;

    final WebSocket socket;
    private final LinkedBlockingQueue<JsonObject> heard = new LinkedBlockingQueue<>();
    private final Promise<Short> closed = Promise.promise();

    private Talker(WebSocket socket) {
        this.socket = socket;
        socket.closeHandler(_ -> closed.tryComplete(socket.closeStatusCode()));
        socket.exceptionHandler(_ -> {});
        socket.textMessageHandler(text -> heard.add(new JsonObject(text)));
        socket.resume();
    }

    static Talker open(IngestServer server, String key) {
        return new Talker(IngestServer.await(connect(server, options(server).putHeader("Authorization", "Bearer " + key))));
    }

    /// With a stream of master `acme`, welcomed.
    static Talker streaming(IngestServer server) {
        var talker = open(server, "acme-key");
        talker.say("{\"type\":\"hello\",\"producer\":\"sfu\",\"incarnation\":\"i-1\"}");
        assertThat(talker.hear("welcome").getJsonObject("streams").getJsonObject("acme").getLong("acked")).isZero();
        return talker;
    }

    static WebSocketConnectOptions options(IngestServer server) {
        return new WebSocketConnectOptions().setHost("127.0.0.1").setPort(server.port()).setURI(Ingest.PATH)
                .addSubProtocol(Ingest.PROTOCOL);
    }

    static Future<WebSocket> connect(IngestServer server, WebSocketConnectOptions options) {
        return server.client.connect(options).map(socket -> {
            socket.pause();
            return socket;
        });
    }

    Talker say(String text) {
        socket.writeTextMessage(text);
        return this;
    }

    Talker frame(long seq, String... signals) {
        return say("{\"account\":\"acme\",\"seq\":" + seq + ",\"signals\":[" + String.join(",", signals) + "]}");
    }

    Talker binary(byte[] bytes) {
        socket.writeBinaryMessage(Buffer.buffer(bytes));
        return this;
    }

    /// The next answer, which must be of this type.
    JsonObject hear(String type) {
        JsonObject next = hear();
        assertThat(next.getString("type")).as(next.encode()).isEqualTo(type);
        return next;
    }

    JsonObject hear() {
        try {
            JsonObject next = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return next != null ? next : fail("heard nothing");
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /// The next ack that reaches `seq`, others passed over.
    JsonObject hearAck(long seq) {
        JsonObject ack = hear("ack");
        while (ack.getLong("seq") < seq)
            ack = hear("ack");
        return ack;
    }

    JsonObject hearRejected(String code) {
        JsonObject rejected = hear("rejected");
        assertThat(rejected.getString("code")).as(rejected.encode()).isEqualTo(code);
        return rejected;
    }

    boolean isSilent() {
        return heard.isEmpty();
    }

    /// The code that the server closed with.
    int closeCode() {
        return IngestServer.await(closed.future());
    }

    boolean isClosed() {
        return socket.isClosed();
    }

    @Override
    public void close() {
        socket.close();
    }
}
