package io.tidemark.shard;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// The door of a lane for other threads: what comes through it is taken to the lane's loop, much of it in one turn. A loop that has
/// stopped turning lets so much in and no more.
final class Inbox {

    private static final int MOST_WAITING = 100_000;

    private final Lane lane;
    private final Loop loop;
    private final ConcurrentLinkedQueue<Letter> letters = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean called = new AtomicBoolean();
    private final AtomicInteger waiting = new AtomicInteger();

    private record Letter(Parcel parcel, CompletableFuture<Appended> answer) {}

    Inbox(Lane lane, Loop loop) {
        this.lane = lane;
        this.loop = loop;
    }

    void put(Parcel parcel, CompletableFuture<Appended> answer) {
        if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            answer.completeExceptionally(new Unanswered("too much is waiting"));
            return;
        }
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
            waiting.decrementAndGet();
            var answer = letter.answer;
            lane.append(letter.parcel).onComplete(answer::complete, answer::completeExceptionally);
        }
    }
}
