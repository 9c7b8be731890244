package io.tidemark.shard;

import io.vertx.core.Future;
import java.util.concurrent.Callable;

/// One thread of control, to which a lane and an owner are bound: what it runs never overlaps. A Vert.x context in a node; a seeded
/// scheduler on a virtual clock in the simulation.
interface Loop {

    /// Runs the task soon, after what is running now.
    void run(Runnable task);

    /// Runs the task after some milliseconds, unless the returned [Runnable] is run before.
    Runnable after(long millis, Runnable task);

    /// Milliseconds that never go back.
    long millis();

    /// Does long work elsewhere and brings its result home.
    <T> Future<T> aside(Callable<T> work);

    /// Random bits, for tokens and delays.
    long random();

    /// A delay with full jitter: the longer the more attempts have failed, up to `most` milliseconds.
    default long jitter(int attempt, long most) {
        long bound = Math.min(most, 50L << Math.min(attempt, 10));
        return 1 + Long.remainderUnsigned(random(), bound);
    }
}
