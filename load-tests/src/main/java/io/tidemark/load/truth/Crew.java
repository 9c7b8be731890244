package io.tidemark.load.truth;

import io.tidemark.load.wire.Signals;
import io.tidemark.load.wire.StreamProducer;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// The sessions of one master and their one producer. Sessions have numbers: those from `oldest` to before `next` live, the oldest
/// leaves first. Changed on the producer's context only; may be looked at from anywhere.
public final class Crew {

    private static final int FRAME = 500;
    private static final int ARRAY = 64;
    private static final int AHEAD = 50;
    private static final long TICK_MILLIS = 10;
    private static final String[] DEVICES = {"computer", "mobile", "tv", "tablet"};
    private static final String[] CLIENTS = {"web", "app", "desktop"};
    private static final String[] COUNTRIES = {"DE", "FR", "US", "GB", "PL"};

    private final Vertx vertx;
    private final String master;
    private final long seed;
    private final boolean user;
    private final StreamProducer producer;
    private volatile long oldest;
    private volatile long next;
    private volatile long peak;
    private volatile long transitions;
    private volatile long heartbeats;
    private volatile long flowing = -1;
    private volatile CompletableFuture<Void> filled = CompletableFuture.completedFuture(null);
    private long beating;
    private double owedTransitions;
    private double owedHeartbeats;
    private long lastTick;

    private Crew(Vertx vertx, StreamProducer producer, String master, long seed, boolean user) {
        this.vertx = vertx;
        this.producer = producer;
        this.master = master;
        this.seed = seed;
        this.user = user;
        producer.onLapsed(() -> Map.of(master, all()));
    }

    static CompletableFuture<Crew> open(Vertx vertx, List<URI> servers, String key, String master, long seed, boolean user) {
        return StreamProducer.open(vertx, servers, key, "crew-" + master, List.of(master), 90)
                .map(producer -> new Crew(vertx, producer, master, seed, user)).toCompletionStage().toCompletableFuture();
    }

    public String master() {
        return master;
    }

    public StreamProducer producer() {
        return producer;
    }

    public long live() {
        return next - oldest;
    }

    /// The most that ever lived at once.
    public long peak() {
        return peak;
    }

    public long transitions() {
        return transitions;
    }

    public long heartbeats() {
        return heartbeats;
    }

    public int unacknowledged() {
        return producer.unacknowledged();
    }

    /// There when what [#fill] began is done and acknowledged.
    CompletableFuture<Void> filled() {
        return filled;
    }

    void fill(long sessions) {
        var done = new CompletableFuture<Void>();
        filled = done;
        producer.run(() -> more(sessions, done));
    }

    private void more(long sessions, CompletableFuture<Void> done) {
        while (live() < sessions && producer.unacknowledged() < AHEAD) {
            var signals = new ArrayList<String>();
            while (live() < sessions && signals.size() < FRAME)
                signals.add(join());
            producer.frame(master, signals);
        }
        if (live() >= sessions && producer.unacknowledged() == 0) done.complete(null);
        else
            vertx.setTimer(5, _ -> producer.run(() -> more(sessions, done)));
    }

    void flow(double transitionsPerSecond, double heartbeatsPerSecond) {
        producer.run(() -> {
            lastTick = System.nanoTime();
            owedTransitions = owedHeartbeats = 0;
            flowing = vertx.setPeriodic(TICK_MILLIS, _ -> producer.run(() -> tick(transitionsPerSecond, heartbeatsPerSecond)));
        });
    }

    void rest() {
        var done = new CompletableFuture<Void>();
        producer.run(() -> {
            vertx.cancelTimer(flowing);
            flowing = -1;
            done.complete(null);
        });
        done.join();
    }

    private void tick(double transitionsPerSecond, double heartbeatsPerSecond) {
        if (flowing < 0) return;
        long now = System.nanoTime();
        double seconds = (now - lastTick) / 1e9;
        lastTick = now;
        owedTransitions += seconds * transitionsPerSecond;
        owedHeartbeats += seconds * heartbeatsPerSecond;
        transit();
        while (owedHeartbeats >= ARRAY && live() >= ARRAY && !producer.isFull()) {
            beat();
            owedHeartbeats -= ARRAY;
        }
        owedHeartbeats = Math.min(owedHeartbeats, heartbeatsPerSecond);
    }

    /// Joins and leaves by turns, in frames; nothing more while too much is unacknowledged, but all of it later.
    private void transit() {
        while (owedTransitions >= 2 && producer.unacknowledged() < 500) {
            var signals = new ArrayList<String>();
            for (; owedTransitions >= 2 && signals.size() < FRAME; owedTransitions -= 2) {
                if (live() > 1) signals.add(leave());
                signals.add(join());
            }
            producer.frame(master, signals);
        }
    }

    private void beat() {
        var text = new StringBuilder(ARRAY * 80).append('[');
        for (int i = 0; i < ARRAY; i++) {
            if (beating < oldest || beating >= next) beating = oldest;
            if (i > 0) text.append(',');
            text.append(Signals.heartbeat(session(beating++)));
        }
        producer.say(text.append(']').toString());
        heartbeats += ARRAY;
    }

    private String join() {
        long number = next;
        next = number + 1;
        peak = Math.max(peak, live());
        transitions++;
        return joinOf(number, System.currentTimeMillis());
    }

    private String leave() {
        long number = oldest;
        oldest = number + 1;
        transitions++;
        return Signals.leave(session(number), System.currentTimeMillis());
    }

    private String joinOf(long number, long at) {
        String more = "\"device\":\"" + DEVICES[(int) (number & 3)] + "\",\"client\":\"" + CLIENTS[(int) (number % 3)] + "\",\"country\":\""
                + COUNTRIES[(int) (number % 5)] + "\"" + (user ? ",\"user\":\"user-" + number + "\"" : "");
        return Signals.join(session(number), "event-" + number % 200, "webinar", number % 20 == 0 ? "speaker" : "participant", at, more);
    }

    private String session(long number) {
        return Signals.session(seed, number);
    }

    private List<String> all() {
        var joins = new ArrayList<String>();
        long now = System.currentTimeMillis();
        for (long number = oldest; number < next; number++)
            joins.add(joinOf(number, now));
        return joins;
    }

    void close() {
        producer.close();
    }
}
