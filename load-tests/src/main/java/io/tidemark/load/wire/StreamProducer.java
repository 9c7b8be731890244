package io.tidemark.load.wire;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/// A producer as the native interface wants it: one socket, a stream for each master, numbered frames that are kept until they are
/// durable and a minute old, sent again when asked for, a snapshot when its log no longer reaches back. It comes back by itself, to the
/// next server, when its socket is lost.
///
/// Not the product's own producer: what it says is written here anew, from the contract. [#frame] may be called on its context only
/// ([#run]).
public final class StreamProducer {

    private static final int WINDOW = 1_000;
    private static final long SILENCE_NANOS = 30_000_000_000L;

    private final Vertx vertx;
    private final Context context;
    private final WebSocketClient client;
    private final List<URI> servers;
    private final String key;
    private final String name;
    private final int timeout;
    private final String incarnation = UUID.randomUUID().toString();
    private final Map<String, StreamLog> streams = new LinkedHashMap<>();
    private final Promise<StreamProducer> welcomed = Promise.promise();
    private final AtomicLong rejected = new AtomicLong();
    private final AtomicLong resumed = new AtomicLong();
    private final AtomicLong reconnects = new AtomicLong();
    private volatile String lastRejection = "";
    private BiConsumer<String, Long> onAck = (_, _) -> {};
    private Supplier<Map<String, List<String>>> snapshot = Map::of;
    private WebSocket socket;
    private boolean open;
    private boolean closed;
    private int attempts;
    private long lastHeard;
    private long ticker;

    private StreamProducer(Vertx vertx, List<URI> servers, String key, String name, List<String> masters, int timeout) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.client = Socket.client(vertx);
        this.servers = servers;
        this.key = key;
        this.name = name;
        this.timeout = timeout;
        masters.forEach(master -> streams.put(master, new StreamLog(master)));
    }

    /// Opens a producer of these masters; the future is there when all its streams are open.
    public static Future<StreamProducer> open(Vertx vertx, List<URI> servers, String key, String name, List<String> masters, int timeout) {
        var producer = new StreamProducer(vertx, servers, key, name, masters, timeout);
        producer.run(() -> {
            producer.ticker = vertx.setPeriodic(1_000, _ -> producer.everySecond());
            producer.connect();
        });
        return producer.welcomed.future();
    }

    /// Is told of each ack: master, `seq`. Give it before the first frame.
    public void onAck(BiConsumer<String, Long> handler) {
        onAck = handler;
    }

    /// The joins of all that lives, by master: asked for when a stream has lapsed. Give it before the first frame.
    public void onLapsed(Supplier<Map<String, List<String>>> joins) {
        snapshot = joins;
    }

    public void run(Runnable task) {
        context.runOnContext(_ -> task.run());
    }

    /// Sends a frame of signals with the next number; it waits while there is no socket or too much is unacknowledged. Answers its
    /// number.
    public long frame(String master, List<String> signals) {
        var log = streams.get(master);
        long sequence = log.add(signals);
        send(log);
        return sequence;
    }

    /// Sends something outside frames, such as heartbeats; lost when there is no socket.
    public void say(String text) {
        if (open && !socket.isClosed()) socket.writeTextMessage(text);
    }

    /// Whether the socket wants no more just now.
    public boolean isFull() {
        return !open || socket.isClosed() || socket.writeQueueFull();
    }

    /// Frames that are not acknowledged yet.
    public int unacknowledged() {
        return streams.values().stream().mapToInt(StreamLog::unacknowledged).sum();
    }

    public long rejected() {
        return rejected.get();
    }

    /// The last rejection in the server's words; empty when there was none.
    public String lastRejection() {
        return lastRejection;
    }

    /// How often frames were asked for again.
    public long resumed() {
        return resumed.get();
    }

    public long reconnects() {
        return reconnects.get();
    }

    /// Cuts the socket without a word, as a lost network does; the producer comes back after `millis`.
    public void cut(long millis) {
        run(() -> {
            var lost = socket;
            socket = null;
            open = false;
            if (lost != null) lost.close();
            vertx.setTimer(Math.max(1, millis), _ -> connect());
        });
    }

    /// Ends it, as a process that dies.
    public void close() {
        run(() -> {
            closed = true;
            vertx.cancelTimer(ticker);
            if (socket != null) socket.close();
            client.close();
        });
    }

    private void connect() {
        if (closed || socket != null) return;
        var server = servers.get(attempts++ % servers.size());
        Socket.ingest(client, server, key).onComplete(opened -> context.runOnContext(_ -> {
            if (opened.failed() || closed) again();
            else
                opened(opened.result());
        }));
    }

    private void again() {
        if (!closed) vertx.setTimer(50 + ThreadLocalRandom.current().nextInt(300), _ -> connect());
    }

    private void opened(WebSocket ws) {
        if (attempts > 1) reconnects.incrementAndGet();
        socket = ws;
        lastHeard = System.nanoTime();
        ws.textMessageHandler(text -> {
            if (ws == socket) heard(text);
        });
        ws.pongHandler(_ -> lastHeard = System.nanoTime());
        ws.drainHandler(_ -> streams.values().forEach(this::send));
        ws.closeHandler(_ -> {
            if (ws != socket) return;
            socket = null;
            open = false;
            again();
        });
        ws.writeTextMessage(new JsonObject().put("type", "hello").put("producer", name).put("incarnation", incarnation)
                .put("accounts", new ArrayList<>(streams.keySet())).put("timeout", timeout).put("now", System.currentTimeMillis())
                .encode());
    }

    private void heard(String text) {
        lastHeard = System.nanoTime();
        if (text.startsWith("{\"type\":\"ack\"")) {
            var ack = new JsonObject(text);
            acknowledged(of(ack), ack.getLong("seq"), ack.getLong("durable", 0L));
            return;
        }
        var message = new JsonObject(text);
        switch (message.getString("type")) {
            case "welcome" -> welcome(message.getJsonObject("streams"));
            case "resume" -> {
                resumed.incrementAndGet();
                var log = of(message);
                if (!log.resumeFrom(message.getLong("from"))) lapsed(log);
                else
                    send(log);
            }
            case "lapsed" -> lapsed(of(message));
            case "rejected" -> {
                rejected.incrementAndGet();
                lastRejection = text;
            }
            default -> {
            }
        }
    }

    private StreamLog of(JsonObject message) {
        var master = message.getString("account");
        return master == null ? streams.values().iterator().next() : streams.get(master);
    }

    private void welcome(JsonObject acked) {
        for (String master : acked.fieldNames()) {
            var log = streams.get(master);
            log.opened = true;
            if (!log.resumeFrom(acked.getJsonObject(master).getLong("acked") + 1)) lapsed(log);
        }
        if (streams.values().stream().allMatch(log -> log.opened)) {
            open = true;
            streams.values().forEach(this::send);
            welcomed.tryComplete(this);
        }
    }

    private void acknowledged(StreamLog log, long sequence, long durable) {
        log.acknowledged(sequence, durable);
        onAck.accept(log.master, sequence);
        send(log);
    }

    /// All that lives is said anew; the snapshot contains every frame so far.
    private void lapsed(StreamLog log) {
        var joins = snapshot.get().getOrDefault(log.master, List.of());
        log.forgetAll();
        int parts = Math.max(1, (joins.size() + 999) / 1_000);
        for (int part = 1; part <= parts; part++)
            socket.writeTextMessage("{\"type\":\"snapshot\",\"account\":\"" + log.master + "\",\"seq\":" + log.last() + ",\"part\":" + part
                    + ",\"last\":" + (part == parts) + ",\"sessions\":["
                    + String.join(",", joins.subList((part - 1) * 1_000, Math.min(joins.size(), part * 1_000))) + "]}");
    }

    private void send(StreamLog log) {
        while (log.opened && !isFull() && log.unacknowledged() < WINDOW + log.unsent()) {
            var next = log.next();
            if (next == null) return;
            socket.writeTextMessage(next);
        }
    }

    private void everySecond() {
        if (socket == null || socket.isClosed()) return;
        streams.values().forEach(StreamLog::forgetOld);
        streams.values().forEach(this::send);
        if (open) socket.writeTextMessage("{\"type\":\"alive\"}");
        socket.writePing(io.vertx.core.buffer.Buffer.buffer());
        if (System.nanoTime() - lastHeard > SILENCE_NANOS) cut(1);
    }
}
