package io.tidemark.shard;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.concurrent.Callable;

/// A Vert.x context as a [Loop].
final class ContextLoop implements Loop {

    private final Vertx vertx;
    private final Context context;
    private final SecureRandom random = new SecureRandom();

    ContextLoop(Vertx vertx, Context context) {
        this.vertx = vertx;
        this.context = context;
    }

    @Override
    public void run(Runnable task) {
        context.runOnContext(_ -> task.run());
    }

    @Override
    public Runnable after(long millis, Runnable task) {
        long timer = vertx.setTimer(Math.max(1, millis), _ -> context.runOnContext(_ -> task.run()));
        return () -> vertx.cancelTimer(timer);
    }

    @Override
    public long millis() {
        return System.nanoTime() / 1_000_000;
    }

    @Override
    public <T> Future<T> aside(Callable<T> work) {
        return context.executeBlocking(work, false).map(Objects::requireNonNull);
    }

    @Override
    public long random() {
        return random.nextLong();
    }
}
