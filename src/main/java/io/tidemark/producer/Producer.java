package io.tidemark.producer;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A sender of signals whose figures are exact: one socket, a numbered stream for each master account, and a log of what was
/// sent until it is safe at the server.
///
/// ```java
/// var options = ProducerOptions.of(URI.create("wss://tidemark.example"), key, "sfu-1").withAccounts(List.of("acme"));
/// var producer = Producer.start(vertx, options, ProducerListener.NONE);
/// producer.send(new JsonObject().put("type", "join").put("session", "s-1").put("event", "e-1")
///         .put("kind", "meeting").put("role", "speaker").put("account", "acme/emea"));
/// ```
///
/// **What it promises.** Each signal taken by [#send] is applied once and in order, whatever happens to the socket, to nodes
/// or to Redis, for as long as this process lives: unanswered frames are sent again after a reconnect (the server skips what
/// it has), a server that went back in time is given the frames that it lost, and when the log no longer reaches back, or the
/// stream lapsed, a snapshot of the live sessions that the producer remembers. A new process is a new *incarnation*: what the
/// former one left live ends at its last sign of life, and the platform joins again what still is.
///
/// **What is left to the platform.** Say what happens when it happens; join again after a restart; give several server
/// addresses if it shall go on through another node; and heed back pressure: the future of [#send] completes when there is
/// room for more. Who goes on regardless is refused at twice the bound, loudly.
///
/// **Batches form by themselves.** What is sent within one turn of the event loop, or while a message is being written, goes
/// into one frame of at most 1 000 signals and 240 KiB; at most 1 000 frames are unacknowledged.
///
/// Every method may be called by any thread; all work is done on one event loop, and from one thread the order is kept.
public final class Producer {
    private static final Future<Void> ROOM = Future.succeededFuture();
    private static final long SNAPSHOT_WAIT_MILLIS = 2_000;
    private static final long REJOIN_MILLIS = 100;

    private final Vertx vertx;
    private final Context context;
    private final ProducerOptions options;
    private final ProducerListener listener;
    private final Tally tally = new Tally();
    private final Link link;
    private final Map<String, Outbox> outboxes = new LinkedHashMap<>();
    private final Waiters waiters = new Waiters();

    private boolean pumpScheduled;
    private boolean closing;
    private int turn;
    private @Nullable ProducerEnded ended;
    private String server = "";

    private Producer(Vertx vertx, ProducerOptions options, ProducerListener listener) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.options = options;
        this.listener = listener;
        this.link = new Link(vertx, options, new Wire());
    }

    /// Connects in the background, and again whenever needed, until [#close()].
    public static Producer start(Vertx vertx, ProducerOptions options, ProducerListener listener) {
        var producer = new Producer(vertx, options, listener);
        producer.context.runOnContext(_ -> {
            for (var account : options.accounts().isEmpty() ? List.of("") : options.accounts()) producer.outbox(account);
            producer.link.open();
        });
        return producer;
    }

    /// Takes a signal: it gets the present instant as its `at` if it has none. The future completes when there is room for
    /// more; it fails when the signal was not taken: nothing more can be sent, or far too much is waiting already.
    public Future<Void> send(JsonObject signal) {
        return send(signal, 0);
    }

    /// The same; `mark` is a number of the caller's own (a line, a row) that comes back should the signal be rejected.
    public Future<Void> send(JsonObject signal, long mark) {
        var item = Item.of(signal, mark, options.clock().getAsLong());
        String account = signal.getString("account");
        return onContext(() -> take(account, item));
    }

    private Future<Void> take(@Nullable String account, Item item) {
        if (ended != null) return Future.failedFuture(ended);
        if (closing) return Future.failedFuture(new IllegalStateException("the producer is closed"));
        var box = outbox(master(account));
        if (box.isOverfull()) return Future.failedFuture(new IllegalStateException("too much is waiting; the signal was not taken"));
        box.add(item);
        schedulePump();
        return box.isFull() ? waiters.room(box) : ROOM;
    }

    private String master(@Nullable String account) {
        if (options.accounts().isEmpty()) return "";
        if (account == null) return options.accounts().getFirst();
        int slash = account.indexOf('/');
        return slash < 0 ? account : account.substring(0, slash);
    }

    /// The stream of a master. One that is named for the first time is opened by a further `hello`.
    private Outbox outbox(String master) {
        var known = outboxes.get(master);
        if (known != null) return known;
        var box = new Outbox(master, options, tally);
        outboxes.put(master, box);
        if (!server.isEmpty()) hello();
        return box;
    }

    /// Completes when all that was sent until now is acknowledged: in the server's log, and certain to be applied.
    public Future<Void> flush() {
        return onContext(() -> {
            if (ended != null) return Future.failedFuture(ended);
            return Future.all(outboxes.values().stream().map(waiters::settled).toList()).mapEmpty();
        });
    }

    /// Sends what is left, waits for its acknowledgement, at most `bound`, and closes the socket; fails when something was left
    /// over. Sessions are not ended by it: they live until the stream's timeout, or until a new incarnation comes.
    public Future<Void> close(Duration bound) {
        return flush().timeout(bound.toMillis(), TimeUnit.MILLISECONDS).eventually(() -> onContext(() -> {
            closing = true;
            link.shut();
            outboxes.values().forEach(Outbox::lost);
            return Future.succeededFuture();
        }));
    }

    /// The same with five seconds.
    public Future<Void> close() {
        return close(Duration.ofSeconds(5));
    }

    public Counters counters() {
        return tally.read();
    }

    private <T> Future<T> onContext(Supplier<Future<T>> work) {
        if (Vertx.currentContext() == context) return work.get();
        var promise = Promise.<T>promise();
        context.runOnContext(_ -> work.get().onComplete(promise));
        return promise.future();
    }

    private void schedulePump() {
        if (pumpScheduled) return;
        pumpScheduled = true;
        context.runOnContext(_ -> pump());
    }

    /// Hands the socket its next message: each stream in its turn.
    private void pump() {
        pumpScheduled = false;
        if (!link.isFree()) return;
        var boxes = List.copyOf(outboxes.values());
        for (int i = 0; i < boxes.size(); i++) {
            String message = boxes.get((turn + i) % boxes.size()).next(options.clock().getAsLong());
            if (message == null) continue;
            turn = (turn + i + 1) % boxes.size();
            link.write(message);
            waiters.wake();
            return;
        }
    }

    private void hello() {
        var hello = new JsonObject().put("type", "hello").put("producer", options.name()).put("incarnation", options.incarnation())
                .put("timeout", options.timeout().toSeconds()).put("now", options.clock().getAsLong());
        if (!options.accounts().isEmpty()) hello.put("accounts", new JsonArray(List.copyOf(outboxes.keySet())));
        link.write(hello.encode());
    }

    private void end(int code, String reason) {
        var cause = new ProducerEnded(code, reason);
        ended = cause;
        outboxes.values().forEach(Outbox::lost);
        waiters.fail(cause);
        listener.ended(code, reason);
    }

    /// What the server says.
    private final class Wire implements Link.Owner {
        @Override
        public void up(String to) {
            server = to;
            tally.connected.increment();
            hello();
        }

        @Override
        public void heard(String text) {
            try {
                var message = new JsonObject(text);
                switch (message.getString("type", "")) {
                    case "welcome" -> welcome(message);
                    case "ack" -> stream(message).ack(message.getLong("seq"), message.getLong("durable", 0L), options.clock().getAsLong());
                    case "resume" -> stream(message).resume(message.getLong("from"));
                    case "lapsed" -> lapsed(stream(message));
                    case "rejected" -> rejected(message);
                    default -> {
                    }
                }
            } catch (DecodeException | ClassCastException | NullPointerException _) {
                link.drop("the server said what this producer does not understand");
                return;
            }
            waiters.wake();
            schedulePump();
        }

        private Outbox stream(JsonObject message) {
            String account = message.getString("account");
            var box = account == null || options.accounts().isEmpty() ? outboxes.values().iterator().next() : outboxes.get(account);
            if (box == null) throw new ClassCastException("unknown stream");
            return box;
        }

        private void welcome(JsonObject message) {
            link.welcome(Math.min(message.getLong("heartbeatSeconds", 30L), options.timeout().toSeconds()) * 1_000);
            var streams = message.getJsonObject("streams");
            for (var account : streams.fieldNames()) {
                var box = options.accounts().isEmpty() ? outboxes.get("") : outboxes.get(account);
                if (box == null || box.isOpen()) continue;
                long acked = streams.getJsonObject(account).getLong("acked");
                if (acked > box.last()) {
                    link.shut();
                    end(4410, "incarnation in use: the server has frames of it that this process never sent");
                    return;
                }
                box.open(account, acked);
                listener.connected(server, account);
            }
        }

        private void lapsed(Outbox box) {
            box.lapsed();
            vertx.setTimer(SNAPSHOT_WAIT_MILLIS, _ -> {
                box.force();
                schedulePump();
            });
            listener.lapsed(box.account());
        }

        private void rejected(JsonObject message) {
            tally.rejected.increment();
            long seq = message.getLong("seq", -1L);
            int index = message.getInteger("index", -1);
            var box = message.getString("account") == null && seq < 0 ? null : stream(message);
            var item = box == null ? null : box.item(seq, index);
            String code = message.getString("code", "");
            if (box != null && item != null && code.equals("unknown_session") && item.effect() instanceof Item.Effect.None(var session)
                    && session != null && box.unknown(session))
                vertx.setTimer(REJOIN_MILLIS, _ -> {
                    box.joinAgain(options.clock().getAsLong());
                    schedulePump();
                });
            if (!link.isWelcomed()) {
                link.shut();
                end(403, message.getString("message", code));
            }
            listener.rejected(new Rejection(box == null ? "" : box.account(), seq, index, code, message.getString("message", ""),
                    item == null ? 0 : item.mark(), item == null ? null : item.text()));
        }

        @Override
        public void idle() {
            link.write("{\"type\":\"alive\"}");
            outboxes.values().forEach(box -> box.trim(options.clock().getAsLong()));
        }

        @Override
        public void ready() {
            pump();
        }

        @Override
        public void down(String from, String reason) {
            server = "";
            outboxes.values().forEach(Outbox::lost);
            listener.disconnected(from, reason);
        }

        @Override
        public void ended(int code, String reason) {
            end(code, reason);
        }
    }
}
