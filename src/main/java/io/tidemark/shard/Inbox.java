package io.tidemark.shard;

import io.vertx.core.Future;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The door of a lane for other threads: what comes through it is taken to the lane's loop, much of it in one turn. A lane that is
/// busy looks by itself; only one that rests, or awaits just this, is knocked at. What comes waits in the lane's gauge from that moment, so that a loop
/// which does not turn is seen to be full.
final class Inbox {

    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

    private final Lane lane;
    private final Loop loop;
    private final ConcurrentLinkedQueue<Letter> letters = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean called = new AtomicBoolean();

    Inbox(Lane lane, Loop loop) {
        this.lane = lane;
        this.loop = loop;
        lane.takeFrom(this::empty);
    }

    /// The answer is brought home. One that cannot be written fails by itself, before anything of it is counted.
    Future<Appended> put(Parcel parcel, Homeward home) {
        Letter letter;
        try {
            letter = new Letter(parcel, home);
        } catch (RuntimeException fault) {
            LOG.error("a parcel cannot be written", fault);
            return Future.failedFuture(fault);
        }
        gauge().add(letter.weight);
        letters.add(letter);
        if (lane.awaits(letter.urgent) && called.compareAndSet(false, true)) loop.run(this::answer);
        return letter.answer();
    }

    LaneGauge gauge() {
        return lane.gauge();
    }

    DurableMark durable() {
        return lane.durable();
    }

    private void answer() {
        called.set(false);
        empty();
    }

    private void empty() {
        for (var letter = letters.poll(); letter != null; letter = letters.poll())
            lane.take(letter);
    }
}
