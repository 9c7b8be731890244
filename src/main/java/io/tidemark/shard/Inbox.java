package io.tidemark.shard;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/// The door of a lane for other threads: what comes through it is taken to the lane's loop, much of it in one turn. It waits in the
/// lane's gauge from the moment it comes, so that a loop which does not turn is seen to be full.
final class Inbox {

    private final Lane lane;
    private final Loop loop;
    private final ConcurrentLinkedQueue<Letter> letters = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean called = new AtomicBoolean();

    private record Letter(Parcel parcel, int weight, CompletableFuture<Appended> answer) {}

    Inbox(Lane lane, Loop loop) {
        this.lane = lane;
        this.loop = loop;
    }

    void put(Parcel parcel, CompletableFuture<Appended> answer) {
        int weight = Weight.of(parcel);
        gauge().add(weight);
        letters.add(new Letter(parcel, weight, answer));
        if (called.compareAndSet(false, true)) loop.run(this::empty);
    }

    LaneGauge gauge() {
        return lane.gauge();
    }

    DurableMark durable() {
        return lane.durable();
    }

    private void empty() {
        called.set(false);
        for (var letter = letters.poll(); letter != null; letter = letters.poll()) {
            var answer = letter.answer;
            lane.take(letter.parcel, letter.weight).onComplete(answer::complete, answer::completeExceptionally);
        }
    }
}
