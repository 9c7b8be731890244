package io.tidemark.load.soak;

import io.tidemark.load.process.Node;
import io.tidemark.load.process.Pause;
import io.tidemark.load.wire.Signals;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;

/// A platform that posts, one request after the other, each under an idempotency key; each is delivered once or twice, and again after
/// every failure, on whichever node answers. After a loss it says again what lives and what has left lately, as `unknown_session` would
/// make it.
final class Posts implements AutoCloseable {

    static final String MASTER = "posts";
    private static final int TARGET = 200;
    private static final int LATELY = 600;

    private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final List<URI> servers;
    private final Random random;
    private final AtomicBoolean resting = new AtomicBoolean(true);
    private final AtomicBoolean lost = new AtomicBoolean();
    private final ArrayDeque<Long> left = new ArrayDeque<>();
    private final Thread thread;
    private volatile boolean idle;
    private volatile boolean closed;
    private volatile long oldest;
    private volatile long next;
    private volatile long peak;
    private volatile boolean exact = true;
    private int requests;

    Posts(List<URI> servers, long seed) {
        this.servers = servers;
        this.random = new Random(seed);
        this.thread = Thread.ofVirtual().start(this::run);
    }

    void goOn() {
        resting.set(false);
    }

    /// Says all that is to be said, then nothing more.
    void rest() {
        resting.set(true);
        while (!idle && thread.isAlive())
            Pause.millis(20);
    }

    /// Redis has lost what was acknowledged lately.
    void lossHappened() {
        exact = false;
        lost.set(true);
    }

    /// Whether the peak must be the true one: nobody sends a lost leave again at once, so after a loss it may be higher for this day.
    boolean isExact() {
        return exact;
    }

    long live() {
        return next - oldest;
    }

    long peak() {
        return peak;
    }

    private void run() {
        while (!closed) {
            if (lost.getAndSet(false)) again();
            if (resting.get()) {
                idle = !lost.get();
                Pause.millis(20);
                continue;
            }
            idle = false;
            transit();
            Pause.millis(20);
        }
    }

    private void transit() {
        var signals = new StringBuilder("[");
        for (int i = 0; i < 4; i++) {
            if (i > 0) signals.append(',');
            if (live() > 0 && random.nextInt(2 * TARGET) < live()) {
                long session = oldest++;
                left.add(session);
                if (left.size() > LATELY) left.remove();
                signals.append(Signals.leave(id(session), System.currentTimeMillis()));
            } else {
                signals.append(join(next++, System.currentTimeMillis()));
                peak = Math.max(peak, live());
            }
        }
        deliver(signals.append(']').toString());
    }

    private void again() {
        long now = System.currentTimeMillis();
        if (!left.isEmpty()) deliver("[" + String.join(",", left.stream().map(session -> Signals.leave(id(session), now)).toList()) + "]");
        for (long first = oldest; first < next; first += 100)
            deliver("["
                    + String.join(",",
                            LongStream.range(first, Math.min(next, first + 100)).mapToObj(session -> join(session, now)).toList())
                    + "]");
    }

    /// Once it is accepted, it may be delivered a second time.
    private void deliver(String body) {
        String key = "soak-" + requests++;
        for (int attempt = 0; !closed; attempt++) {
            if (accepted(body, key, servers.get((requests + attempt) % servers.size()))) break;
            Pause.millis(100);
        }
        if (random.nextInt(3) == 0) accepted(body, key, servers.get(random.nextInt(servers.size())));
    }

    private boolean accepted(String body, String key, URI server) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getPort() + "/v1/signals?account=" + MASTER))
                .header("Authorization", "Bearer " + Node.KEY).header("Idempotency-Key", key).header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(8)).POST(HttpRequest.BodyPublishers.ofString(body)).build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String join(long session, long at) {
        return Signals.join(id(session), "post-" + session % 9, "meeting", "speaker", at, "\"timeout\":86400");
    }

    private static String id(long session) {
        return Signals.session(77, session);
    }

    @Override
    public void close() {
        closed = true;
        client.close();
    }
}
