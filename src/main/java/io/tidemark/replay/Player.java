package io.tidemark.replay;

import io.tidemark.producer.Producer;
import io.tidemark.producer.ProducerListener;
import io.tidemark.producer.ProducerOptions;
import io.tidemark.producer.Rejection;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Sends a recording's signals through a producer when they are due, and no faster than the server takes them. Its methods
/// block, so it belongs to a thread of its own.
final class Player implements SignalSink {
    private static final int STRIDE = 256;
    private static final int MOST_SHOWN = 20;
    private static final long CONNECT_SECONDS = 20;
    private static final long STUCK_SECONDS = 120;

    private final Vertx vertx;
    private final ProducerOptions options;
    private final boolean keepTimes;
    private final @Nullable String account;
    private final Consumer<String> tell;
    private final Pace pace;
    private final Listener listener = new Listener();
    private @Nullable Producer producer;
    private Future<Void> room = Future.succeededFuture();
    private long sent;

    /// `account`: for signals that name none. `tell`: hears of rejections and interruptions, one line each, from any thread.
    Player(Vertx vertx, ProducerOptions options, double speed, boolean keepTimes, @Nullable String account, Consumer<String> tell) {
        this.vertx = vertx;
        this.options = options;
        this.keepTimes = keepTimes;
        this.account = account;
        this.tell = tell;
        this.pace = new Pace(speed);
    }

    @Override
    public void accept(JsonObject signal, long line) throws IOException, InterruptedException {
        long wait = pace.waitNanos(millis(signal.getValue("at")), System.nanoTime());
        if (wait > 0) TimeUnit.NANOSECONDS.sleep(wait);
        if (!keepTimes) signal.remove("at");
        if (account != null && !signal.containsKey("account")) signal.put("account", account);
        if (room.failed()) settle(room, STUCK_SECONDS, "");
        var to = producer == null ? connect(signal) : producer;
        try {
            room = to.send(signal, line);
        } catch (IllegalArgumentException e) {
            listener.refuse("line " + line + ": " + e.getMessage());
            return;
        }
        if (++sent % STRIDE == 0) settle(room, STUCK_SECONDS, "the server took nothing for two minutes");
    }

    /// Another recording begins: its first signal is due at once.
    void anew() {
        pace.anew();
    }

    /// The first signal decides which master is opened when no account was given; others follow when they are named.
    private Producer connect(JsonObject first) throws IOException {
        String named = account != null ? account : first.getString("account");
        var opened = Producer.start(vertx, named == null ? options : options.withAccounts(List.of(named.split("/", 2)[0])), listener);
        producer = opened;
        settle(listener.connected.future(), CONNECT_SECONDS, "no connection");
        return opened;
    }

    /// Waits until all is acknowledged, then closes the connection.
    void finish() throws IOException, InterruptedException {
        var used = producer;
        if (used == null) return;
        settle(used.flush(), STUCK_SECONDS, "the server has not acknowledged everything");
        TimeUnit.MILLISECONDS.sleep(300);
        close();
    }

    void close() {
        if (producer != null) producer.close().otherwiseEmpty().await();
        producer = null;
    }

    /// How many signals were sent, and how many of them were not taken.
    long sent() {
        return sent;
    }

    long rejected() {
        return listener.rejected.get();
    }

    private void settle(Future<Void> future, long seconds, String otherwise) throws IOException {
        try {
            future.timeout(seconds, TimeUnit.SECONDS).await();
        } catch (Exception e) {
            String reason = listener.reason;
            throw new IOException(e instanceof TimeoutException ? otherwise + (reason.isEmpty() ? "" : ": " + reason) : e.getMessage(), e);
        }
    }

    /// Epoch milliseconds of an `at`, `null` when it tells none.
    static @Nullable Long millis(@Nullable Object at) {
        if (at instanceof Number number) return number.longValue();
        try {
            return at instanceof String text ? Instant.parse(text).toEpochMilli() : null;
        } catch (DateTimeParseException _) {
            return null;
        }
    }

    private final class Listener implements ProducerListener {
        private final Promise<Void> connected = Promise.promise();
        private final AtomicLong rejected = new AtomicLong();
        private volatile String reason = "";

        @Override
        public void connected(String server, String stream) {
            connected.tryComplete();
        }

        @Override
        public void disconnected(String server, String why) {
            String now = server + ": " + why;
            if (connected.future().succeeded()) tell.accept("interrupted, coming back: " + now);
            else if (!now.equals(reason)) tell.accept("waiting for " + now);
            reason = now;
        }

        @Override
        public void rejected(Rejection rejection) {
            String where = rejection.mark() > 0 ? "line " + rejection.mark() + ": " : "";
            refuse(where + "rejected, " + rejection.code() + ": " + rejection.message());
        }

        private void refuse(String what) {
            long n = rejected.incrementAndGet();
            if (n <= MOST_SHOWN) tell.accept(what);
            else if (n == MOST_SHOWN + 1) tell.accept("… further rejections are counted only");
        }

        @Override
        public void ended(int code, String why) {
            connected.tryFail(why);
        }
    }
}
