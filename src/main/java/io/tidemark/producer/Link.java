package io.tidemark.producer;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The producer's one socket: opens it, opens another when it is lost or silent, and writes one message at a time. Confined to
/// the producer's event loop. What comes from a socket that was already given up is ignored.
final class Link {
    private static final int MOST_MESSAGE_BYTES = 1 << 20;
    private static final long PATIENCE_MILLIS = 10_000;

    /// What the link tells its producer.
    interface Owner {
        void up(String server);

        void heard(String text);

        void idle();

        void ready();

        void down(String server, String reason);

        void ended(int code, String reason);
    }

    private final Vertx vertx;
    private final WebSocketClient client;
    private final ProducerOptions options;
    private final Owner owner;
    private final Backoff backoff = new Backoff();

    private int attempts;
    private boolean shut;
    private boolean welcomed;
    private boolean writing;
    private long lastWrote;
    private long lastHeard;
    private long ticker = -1;
    private @Nullable WebSocket socket;
    private URI server;

    Link(Vertx vertx, ProducerOptions options, Owner owner) {
        this.vertx = vertx;
        this.options = options;
        this.owner = owner;
        this.server = options.servers().getFirst();
        this.client = vertx.createWebSocketClient(new WebSocketClientOptions().setMaxMessageSize(MOST_MESSAGE_BYTES));
    }

    void open() {
        if (shut) return;
        server = options.servers().get(attempts++ % options.servers().size());
        boolean secure = "wss".equals(server.getScheme());
        var to = new WebSocketConnectOptions().setHost(server.getHost()).setSsl(secure)
                .setPort(server.getPort() >= 0 ? server.getPort() : secure ? 443 : 80)
                .setURI(server.getPath().length() > 1 ? server.getPath() : "/v1/ingest").addSubProtocol("tidemark.v1.json")
                .putHeader("Authorization", "Bearer " + options.key());
        to.setConnectTimeout(PATIENCE_MILLIS).setTimeout(PATIENCE_MILLIS);
        client.connect(to).onComplete(this::opened, this::refused);
    }

    private void opened(WebSocket opened) {
        if (shut) {
            opened.close();
            return;
        }
        socket = opened;
        writing = welcomed = false;
        lastHeard = System.nanoTime();
        opened.textMessageHandler(text -> {
            if (opened != socket) return;
            lastHeard = System.nanoTime();
            // not by the welcome itself: a server that throws us out right after it is not hammered
            if (welcomed) backoff.reset();
            owner.heard(text);
        });
        opened.pongHandler(_ -> lastHeard = System.nanoTime());
        opened.closeHandler(_ -> closed(opened));
        vertx.setTimer(PATIENCE_MILLIS, _ -> {
            if (!welcomed) lose(opened, "no welcome");
        });
        owner.up(server.toString());
    }

    private void refused(Throwable cause) {
        if (shut) return;
        if (cause instanceof UpgradeRejectedException rejected && (rejected.getStatus() == 400 || rejected.getStatus() == 401
                || rejected.getStatus() == 403)) {
            shut();
            owner.ended(rejected.getStatus(), switch (rejected.getStatus()) {
                case 401 -> "the server does not know this key";
                case 403 -> "the key may not write here";
                default -> "the server refused the connection";
            });
            return;
        }
        again(cause.getMessage() == null ? cause.toString() : cause.getMessage());
    }

    boolean isWelcomed() {
        return welcomed;
    }

    /// The server has answered `hello`: from now on signs of life are exchanged.
    void welcome(long heartbeatMillis) {
        if (welcomed) return;
        welcomed = true;
        long idle = heartbeatMillis / 3;
        ticker = vertx.setPeriodic(Math.max(50, Math.min(idle, options.silence().toMillis() / 4)), _ -> tick(idle));
    }

    /// A ping asks whether anybody is there; a producer with nothing to say says that it lives.
    private void tick(long idleMillis) {
        var current = socket;
        if (current == null || current.isClosed()) return;
        long now = System.nanoTime();
        if (now - lastHeard > options.silence().toNanos()) {
            lose(current, "silent");
            return;
        }
        backoff.reset();
        current.writePing(Buffer.buffer("alive"));
        if (!writing && now - lastWrote >= TimeUnit.MILLISECONDS.toNanos(idleMillis)) owner.idle();
    }

    boolean isFree() {
        return socket != null && !writing;
    }

    /// Writes a message; [Owner#ready()] is called when the next one may follow. What gathers meanwhile goes into that one.
    void write(String text) {
        var current = socket;
        if (current == null || current.isClosed()) return;
        writing = true;
        lastWrote = System.nanoTime();
        current.writeTextMessage(text).onComplete(_ -> vertx.runOnContext(_ -> {
            if (current != socket) return;
            writing = false;
            owner.ready();
        }));
    }

    private void closed(WebSocket gone) {
        if (gone != socket) return;
        int code = gone.closeStatusCode() == null ? 1006 : gone.closeStatusCode();
        String reason = gone.closeReason() == null ? "" : gone.closeReason();
        forget();
        if (code == 4401 || code == 4409 || code == 4410) {
            shut();
            owner.ended(code, reason.isEmpty() ? "closed with " + code : reason);
        } else
            again("closed with " + code + " " + reason);
    }

    /// Gives a socket up that may be dead, without waiting for its closing handshake.
    void lose(WebSocket lost, String reason) {
        if (lost != socket) return;
        forget();
        lost.close();
        again(reason);
    }

    void drop(String reason) {
        if (socket != null) lose(socket, reason);
    }

    private void forget() {
        socket = null;
        if (ticker >= 0) vertx.cancelTimer(ticker);
        ticker = -1;
    }

    private void again(String reason) {
        if (shut) return;
        owner.down(server.toString(), reason);
        vertx.setTimer(backoff.nextMillis(), _ -> open());
    }

    void shut() {
        shut = true;
        var last = socket;
        forget();
        if (last != null) last.close((short) 1000, "done").onComplete(_ -> client.close());
        else
            client.close();
    }
}
