package io.tidemark.shard;

import io.vertx.core.AsyncResult;
import io.vertx.core.Promise;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/// Brings answers from the lanes' loops to the thread of those who asked, much of it in one turn.
final class Homeward {

    private final Executor loop;
    private final ConcurrentLinkedQueue<Brought> brought = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean called = new AtomicBoolean();

    private record Brought(Promise<Appended> promise, AsyncResult<Appended> result) {}

    Homeward(Executor loop) {
        this.loop = loop;
    }

    void bring(Promise<Appended> promise, AsyncResult<Appended> result) {
        brought.add(new Brought(promise, result));
        if (called.compareAndSet(false, true)) loop.execute(this::hand);
    }

    private void hand() {
        called.set(false);
        try {
            for (var one = brought.poll(); one != null; one = brought.poll())
                one.promise.complete(one.result.result(), one.result.cause());
        } finally {
            // one who cannot bear his answer keeps nobody else from his
            if (!brought.isEmpty() && called.compareAndSet(false, true)) loop.execute(this::hand);
        }
    }
}
