package io.tidemark.shard;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/// The door of a lane for other threads: what comes through it is taken to the lane's loop, much of it in one turn. A lane that is
/// busy looks by itself; only one that rests, or awaits just this, is knocked at. What comes waits in the lane's gauge from that moment, so that a loop
/// which does not turn is seen to be full.
final class Inbox {

    private final Lane lane;
    private final Loop loop;
    private final ConcurrentLinkedQueue<Letter> letters = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean called = new AtomicBoolean();

    private record Letter(Parcel parcel, int weight, boolean urgent, Promise<Appended> answer, Homeward home) {}

    Inbox(Lane lane, Loop loop) {
        this.lane = lane;
        this.loop = loop;
        lane.takeFrom(this::empty);
    }

    /// The answer is brought home.
    Future<Appended> put(Parcel parcel, Homeward home) {
        Promise<Appended> answer = Promise.promise();
        int weight = Weight.of(parcel);
        boolean urgent = Weight.isUrgent(parcel);
        gauge().add(weight);
        letters.add(new Letter(parcel, weight, urgent, answer, home));
        if (lane.awaits(urgent) && called.compareAndSet(false, true)) loop.run(this::answer);
        return answer.future();
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
        for (var letter = letters.poll(); letter != null; letter = letters.poll()) {
            var to = letter;
            lane.take(to.parcel, to.weight, to.urgent).onComplete(result -> to.home.bring(to.answer, result));
        }
    }
}
