package io.tidemark.load.transitions;

import io.tidemark.load.measure.Work;
import io.tidemark.load.process.Pause;
import io.tidemark.load.wire.StreamProducer;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;

/// One that counts: its producer, the truth of what it was told, and what it shows.
final class Contestant {

    static final String MASTER = "acme";
    static final String ACCOUNT = MASTER + "/emea";

    static final int FRAME = 50;
    private static final int EVERY_MILLIS = 5;
    private static final int LONGEST_TIMEOUT = 86_400;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Vertx vertx;
    private final StreamProducer producer;
    private final Traffic traffic;
    private final Shown shown;
    private final Collection<LongSupplier> pids;
    private int differences;

    Contestant(Vertx vertx, URI server, String key, Traffic traffic, Shown shown, Collection<LongSupplier> pids) {
        this.vertx = vertx;
        this.traffic = traffic;
        this.shown = shown;
        this.pids = pids;
        this.producer = Await.of(StreamProducer.open(vertx, List.of(server), key, "load", List.of(MASTER), LONGEST_TIMEOUT));
    }

    Ledger ledger() {
        return traffic.ledger();
    }

    /// Figures that were shown wrong, of all rounds.
    int differences() {
        return differences;
    }

    void close() {
        producer.close();
    }

    /// Fills it up to `sessions`.
    void fill(int sessions) throws IOException {
        var filled = Promise.<Void>promise();
        producer.run(() -> vertx.setPeriodic(EVERY_MILLIS, timer -> {
            if (producer.unacknowledged() < 20 && traffic.live() < sessions)
                producer.frame(MASTER, traffic.joins(Math.min(FRAME, sessions - traffic.live())));
            if (traffic.live() >= sessions && vertx.cancelTimer(timer)) filled.complete();
        }));
        Await.of(filled.future());
        settle();
    }

    /// A turn of `seconds` at a fixed rate, until all of it is acknowledged and shown, and `after` is over too. Answers transitions per
    /// processor-second.
    double turn(int rate, double seconds, Runnable after) throws IOException {
        long before = ledger().transitions();
        var work = Work.of(pids);
        offer(rate, seconds);
        settle();
        after.run();
        double used = work.processorSeconds();
        System.out.printf("    %,d in %.1f s with %.2f processor-seconds%n", ledger().transitions() - before, work.seconds(), used);
        return (ledger().transitions() - before) / used;
    }

    /// The same traffic at a fixed rate, whatever becomes of it.
    void offer(int rate, double seconds) {
        var offered = Promise.<Void>promise();
        long begun = System.nanoTime();
        long frames = Math.round(rate * seconds / FRAME);
        var sent = new long[1];
        producer.run(() -> vertx.setPeriodic(EVERY_MILLIS, timer -> {
            long due = Math.min(frames, (long) ((System.nanoTime() - begun) / 1e9 * rate / FRAME));
            for (; sent[0] < due; sent[0]++)
                producer.frame(MASTER, traffic.frame(FRAME));
            if (sent[0] == frames && vertx.cancelTimer(timer)) offered.complete();
        }));
        Await.of(offered.future());
    }

    /// Waits until everything is acknowledged and shown as the ledger has it; notes what is not.
    private void settle() throws IOException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (unacknowledged() > 0 && System.nanoTime() < until)
            Pause.millis(5);
        int wrong;
        do {
            wrong = unacknowledged();
            for (var account : List.of(MASTER, ACCOUNT))
                wrong += ledger().differences(shown.of(account));
            if (wrong > 0) Pause.millis(50);
        } while (wrong > 0 && System.nanoTime() < until);
        differences += wrong;
    }

    private int unacknowledged() {
        var answer = Promise.<Integer>promise();
        producer.run(() -> answer.complete(producer.unacknowledged()));
        return Await.of(answer.future());
    }
}
