package io.tidemark.shard;

import io.vertx.core.Future;
import java.util.concurrent.Callable;

/// A node's thread of control in a [SimWorld]: may stall, and does then what it had to do, in order; may die, and does nothing more.
final class VirtualLoop implements Loop {

    private final SimWorld world;
    private long stalledUntil;
    private boolean dead;

    VirtualLoop(SimWorld world) {
        this.world = world;
    }

    void stall(long millis) {
        stalledUntil = world.now() + millis;
    }

    void die() {
        dead = true;
    }

    boolean isDead() {
        return dead;
    }

    @Override
    public void run(Runnable task) {
        after(0, task);
    }

    @Override
    public Runnable after(long millis, Runnable task) {
        var cancelled = new boolean[1];
        world.after(millis, () -> deliver(() -> {
            if (!cancelled[0]) task.run();
        }));
        return () -> cancelled[0] = true;
    }

    private void deliver(Runnable task) {
        if (dead) return;
        if (world.now() < stalledUntil) world.after(stalledUntil - world.now(), () -> deliver(task));
        else
            task.run();
    }

    @Override
    public long millis() {
        return world.now();
    }

    @Override
    public <T> Future<T> aside(Callable<T> work) {
        try {
            return Future.succeededFuture(work.call());
        } catch (Exception e) {
            return Future.failedFuture(e);
        }
    }

    @Override
    public long random() {
        return world.random.nextLong();
    }
}
