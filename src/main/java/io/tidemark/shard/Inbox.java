package io.tidemark.shard;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/// The door of a lane for other threads: what comes through it is taken to the lane's loop, much of it in one turn. It is bounded by
/// the lane, which answers what exceeds its bound.
final class Inbox {

    private final Lane lane;
    private final Loop loop;
    private final ConcurrentLinkedQueue<Letter> letters = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean called = new AtomicBoolean();

    private record Letter(Parcel parcel, CompletableFuture<Appended> answer) {}

    Inbox(Lane lane, Loop loop) {
        this.lane = lane;
        this.loop = loop;
    }

    void put(Parcel parcel, CompletableFuture<Appended> answer) {
        letters.add(new Letter(parcel, answer));
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
            lane.append(letter.parcel).onComplete(answer::complete, answer::completeExceptionally);
        }
    }
}
