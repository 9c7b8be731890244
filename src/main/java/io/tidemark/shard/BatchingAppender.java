package io.tidemark.shard;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.function.Consumer;

/// Brings parcels from any thread to the lanes, each on its loop, and their answers home to the caller's thread.
final class BatchingAppender implements Appender {

    private final Vertx vertx;
    private final List<Inbox> inboxes;
    private final ThreadLocal<Homeward> home;

    BatchingAppender(Vertx vertx, List<Inbox> inboxes) {
        this.vertx = vertx;
        this.inboxes = inboxes;
        this.home = ThreadLocal.withInitial(() -> {
            var context = vertx.getOrCreateContext();
            return new Homeward(task -> on(context, task));
        });
    }

    @Override
    public Future<Appended> append(int shard, Parcel parcel) {
        return inboxes.get(shard).put(parcel, home.get());
    }

    @Override
    public boolean isFull(int shard) {
        return inboxes.get(shard).gauge().isFull();
    }

    @Override
    public boolean hasRoom(int shard) {
        return inboxes.get(shard).gauge().hasRoom();
    }

    @Override
    public boolean isAway(int shard) {
        return inboxes.get(shard).gauge().isAway();
    }

    @Override
    public void onDrain(int shard, Runnable handler) {
        var context = vertx.getOrCreateContext();
        inboxes.get(shard).gauge().onDrain(() -> on(context, handler));
    }

    @Override
    public Durable durable(int shard) {
        return inboxes.get(shard).durable().reached();
    }

    @Override
    public Runnable onDurable(int shard, Consumer<Durable> handler) {
        var context = vertx.getOrCreateContext();
        return inboxes.get(shard).durable().listen(now -> on(context, () -> handler.accept(now)));
    }

    private static void on(Context context, Runnable task) {
        context.runOnContext(_ -> task.run());
    }
}
