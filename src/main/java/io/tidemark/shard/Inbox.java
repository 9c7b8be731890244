package io.tidemark.shard;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/// The door of a lane for other threads: what comes through it is taken to the lane's loop, much of it in one turn. A lane that is
/// busy looks by itself; only one that rests is knocked at. What comes waits in the lane's gauge from that moment, so that a loop
/// which does not turn is seen to be full.
final class Inbox {

    private final Lane lane;
    private final Loop loop;
    private final ConcurrentLinkedQueue<Letter> letters = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean called = new AtomicBoolean();

    private record Letter(Parcel parcel, int weight, CompletableFuture<Appended> answer) {}

    Inbox(Lane lane, Loop loop) {
        this.lane = lane;
        this.loop = loop;
        lane.takeFrom(this::empty);
    }

    void put(Parcel parcel, CompletableFuture<Appended> answer) {
        int weight = Weight.of(parcel);
        gauge().add(weight);
        letters.add(new Letter(parcel, weight, answer));
        if (!lane.isBusy() && called.compareAndSet(false, true)) loop.run(this::answer);
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
            var answer = letter.answer;
            lane.take(letter.parcel, letter.weight).onComplete(answer::complete, answer::completeExceptionally);
        }
    }
}
