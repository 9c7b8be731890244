package io.tidemark.faults;

import io.tidemark.producer.Producer;
import io.tidemark.producer.ProducerListener;
import io.tidemark.producer.ProducerOptions;
import io.tidemark.producer.Rejection;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// A platform that goes on: one producer, one master, some twenty joins and leaves in each fiftieth of a second, and a ledger of them.
final class Platform implements AutoCloseable {
    private static final int EACH_TIME = 4;
    private static final long PERIOD_MILLIS = 20;
    private static final int TARGET = 150;

    private final Vertx vertx;
    private final Context context;
    private final String master;
    private final List<URI> servers;
    private final String key;
    private final LongSupplier clock;
    private final Ledger ledger;
    private final AtomicInteger rejected = new AtomicInteger();
    private volatile String lastRejection = "none";
    private Producer producer;
    private long timer = -1;
    private int incarnation;

    private Platform(Vertx vertx, String master, List<URI> servers, String key, long seed, LongSupplier clock) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.master = master;
        this.servers = servers;
        this.key = key;
        this.clock = clock;
        this.ledger = new Ledger(seed);
        this.producer = produce();
    }

    static Platform start(Vertx vertx, String master, List<URI> servers, String key, long seed) {
        return start(vertx, master, servers, key, seed, System::currentTimeMillis);
    }

    /// The same with a clock of its own, which may be wrong.
    static Platform start(Vertx vertx, String master, List<URI> servers, String key, long seed, LongSupplier clock) {
        var platform = new Platform(vertx, master, servers, key, seed, clock);
        platform.goOn();
        return platform;
    }

    private Producer produce() {
        var options = ProducerOptions.of(servers.getFirst(), key, "platform").withServers(servers).withAccounts(List.of(master))
                .withTimeout(Duration.ofSeconds(30)).withClock(clock);
        return Producer.start(vertx, options, new ProducerListener() {
            @Override
            public void rejected(Rejection rejection) {
                rejected.incrementAndGet();
                lastRejection = rejection.toString();
            }
        });
    }

    String master() {
        return master;
    }

    /// Things happen until [#rest].
    void goOn() {
        call(() -> {
            vertx.cancelTimer(timer);
            timer = vertx.setPeriodic(PERIOD_MILLIS, _ -> happen());
            return true;
        });
    }

    void rest() {
        call(() -> vertx.cancelTimer(timer));
    }

    /// So much happens at once.
    void hurry(int signals) {
        call(() -> {
            for (int i = 0; i < signals; i += EACH_TIME)
                happen();
            return true;
        });
    }

    /// The producer's process dies with what it had in flight, and another takes its place.
    void dieAndBeginAnew() {
        call(() -> {
            producer.close(Duration.ZERO);
            ledger.clear();
            incarnation++;
            producer = produce();
            return true;
        });
    }

    /// Waits until all that happened is acknowledged.
    void awaitAcknowledged() {
        call(() -> producer).flush().toCompletionStage().toCompletableFuture().orTimeout(120, TimeUnit.SECONDS).join();
    }

    int live() {
        return call(ledger::live);
    }

    int peak() {
        return call(ledger::peak);
    }

    /// How many sessions it has had so far, the present ones included.
    int made() {
        return call(ledger::made);
    }

    /// How often it was told to send frames again that are lost.
    long resumes() {
        return call(() -> producer).counters().resumes();
    }

    /// The last rejection, in words.
    String lastRejection() {
        return lastRejection;
    }

    int rejections() {
        return rejected.get();
    }

    private void happen() {
        for (int i = 0; i < EACH_TIME; i++) {
            long now = clock.getAsLong();
            if (ledger.joinsNext(TARGET)) {
                String session = ledger.join(master + "-" + incarnation + "-");
                producer.send(new JsonObject().put("type", "join").put("session", session).put("event", ledger.event(session))
                        .put("kind", "meeting")
                        .put("role", "speaker").put("at", now));
            } else {
                producer.send(new JsonObject().put("type", "leave").put("session", ledger.leave()).put("at", now));
            }
        }
    }

    private <T> T call(Supplier<T> action) {
        var result = new CompletableFuture<T>();
        context.runOnContext(_ -> result.complete(action.get()));
        return result.orTimeout(20, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        rest();
        producer.close(Duration.ofSeconds(1));
    }
}
