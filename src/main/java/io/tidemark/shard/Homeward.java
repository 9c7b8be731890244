package io.tidemark.shard;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/// Brings answers from the lanes' loops to the thread of those who asked, much of it in one turn.
final class Homeward {

    private final Executor loop;
    private final ConcurrentLinkedQueue<Letter> answered = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean called = new AtomicBoolean();

    Homeward(Executor loop) {
        this.loop = loop;
    }

    void bring(Letter letter) {
        answered.add(letter);
        if (called.compareAndSet(false, true)) loop.execute(this::hand);
    }

    private void hand() {
        called.set(false);
        try {
            for (var letter = answered.poll(); letter != null; letter = answered.poll())
                letter.open();
        } finally {
            // one who cannot bear his answer keeps nobody else from his
            if (!answered.isEmpty() && called.compareAndSet(false, true)) loop.execute(this::hand);
        }
    }
}
