package io.tidemark.load.growth;

import io.tidemark.load.Bench;
import io.tidemark.load.measure.Work;
import io.tidemark.load.process.Installation;
import io.tidemark.load.process.Node;
import io.tidemark.load.process.Pause;
import io.tidemark.load.wire.Levels;
import io.tidemark.load.wire.Signals;
import io.tidemark.load.wire.StreamProducer;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The same frames for one master or for many: a few producers, whose frames of four signals (two leave, two join) go to their masters in
/// turn.
final class ManyMasters implements AutoCloseable {

    private static final int PRODUCERS = 10;
    private static final int LIVE = 20_000;
    private static final int FRAME = 4;

    private final Vertx vertx;
    private final Installation installation;
    private final Node node;
    private final List<Part> parts = new ArrayList<>();

    private ManyMasters(Vertx vertx, Installation installation, Node node) {
        this.vertx = vertx;
        this.installation = installation;
        this.node = node;
    }

    static ManyMasters open(Bench bench, int shards, int masters) throws Exception {
        var installation = bench.installation(bench.options().jvm() + Bench.ROOM_FOR_TRAFFIC);
        var many = new ManyMasters(bench.vertx(), installation, installation.node("of-" + masters, "SHARDS", Integer.toString(shards)));
        int producers = PRODUCERS;
        for (int i = 0; i < producers; i++) {
            var mine = new ArrayList<String>();
            for (int master = i; master < Math.max(masters, producers); master += producers)
                mine.add("m" + master % masters);
            many.parts.add(many.new Part(i, mine));
        }
        for (var part : many.parts)
            part.fill(LIVE / producers);
        return many;
    }

    /// The node's process.
    long pid() {
        return node.child().pid();
    }

    /// Microseconds of node and Redis for each signal.
    double microseconds(double perSecond, double seconds) throws Exception {
        var work = Work.of(installation.workers());
        long said = 0;
        long begun = System.nanoTime();
        long wanted = Math.round(perSecond * seconds / FRAME);
        while (said < wanted) {
            long due = Math.min(wanted, Math.round((System.nanoTime() - begun) / 1e9 * perSecond / FRAME));
            for (; said < due; said++)
                parts.get((int) (said % parts.size())).frame();
            Pause.millis(2);
        }
        for (var part : parts)
            part.settle();
        return work.processorSeconds() * 1e6 / (wanted * FRAME);
    }

    /// Sessions too many or too few, over all masters.
    long differences() throws IOException {
        var wanted = new java.util.TreeMap<String, Long>();
        for (var part : parts)
            for (int i = 0; i < part.masters.size(); i++)
                wanted.merge(part.masters.get(i), part.next[i] - part.oldest[i], Long::sum);
        long differences = 0;
        for (var entry : wanted.entrySet())
            differences += Math.abs(Levels.await(node, entry.getKey(), Duration.ofSeconds(20), seen -> seen.now() == entry.getValue()).now()
                    - entry.getValue());
        return differences;
    }

    @Override
    public void close() {
        parts.forEach(part -> part.producer.close());
    }

    /// A producer, its masters, and in each of them the sessions from `oldest` to before `next`.
    private final class Part {
        private final int number;
        private final List<String> masters;
        private final StreamProducer producer;
        private final long[] oldest;
        private final long[] next;
        private int turn;

        Part(int number, List<String> masters) throws Exception {
            this.number = number;
            this.masters = masters;
            this.oldest = new long[masters.size()];
            this.next = new long[masters.size()];
            this.producer = StreamProducer.open(vertx, List.of(node.sockets()), Node.KEY, "part-" + number, masters, 90)
                    .toCompletionStage().toCompletableFuture().get(120, TimeUnit.SECONDS);
        }

        void fill(int sessions) throws Exception {
            on(() -> {
                for (int at = 0; at < masters.size(); at++) {
                    var signals = new ArrayList<String>();
                    for (int i = 0; i < Math.max(FRAME, sessions / masters.size()); i++)
                        signals.add(join(at));
                    for (int first = 0; first < signals.size(); first += 500)
                        producer.frame(masters.get(at), signals.subList(first, Math.min(signals.size(), first + 500)));
                }
            });
            settle();
        }

        void frame() {
            producer.run(() -> {
                int at = turn++ % masters.size();
                producer.frame(masters.get(at), List.of(leave(at), join(at), leave(at), join(at)));
            });
        }

        void settle() throws Exception {
            on(() -> {});
            long until = System.nanoTime() + Duration.ofMinutes(2).toNanos();
            while (producer.unacknowledged() > 0 && System.nanoTime() < until)
                Pause.millis(5);
        }

        private void on(Runnable task) throws Exception {
            var done = new CountDownLatch(1);
            producer.run(() -> {
                task.run();
                done.countDown();
            });
            done.await(60, TimeUnit.SECONDS);
        }

        private String join(int at) {
            long session = next[at]++;
            return Signals.join(id(at, session), "event-" + number + "-" + session % 5, "meeting", "speaker", System.currentTimeMillis());
        }

        private String leave(int at) {
            return Signals.leave(id(at, oldest[at]++), System.currentTimeMillis());
        }

        private String id(int at, long session) {
            return Signals.session(number * 1_000_003L + at, session);
        }
    }
}
