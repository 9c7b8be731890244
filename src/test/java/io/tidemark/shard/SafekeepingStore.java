package io.tidemark.shard;

import io.tidemark.redis.Disk;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Set;
import java.util.function.Supplier;

/// One node's way to a [ModelFile]: answers are lost, and calls arrive long after they were given up. What is safe is told as the product
/// does, unless a carelessness is asked for.
final class SafekeepingStore extends ModelStore {

    private static final long TIMEOUT = 2_500;

    private final SimWorld world;
    private final VirtualLoop loop;
    private final ModelFile file;
    private final Disk disk = new Disk();
    private final Set<Careless> careless;
    private long lastArrival;
    private long lastReturn;
    double misfortunes;

    /// What can be left out on purpose: to ask what is left in the log, to look at the disk, and, in streams, to ask again after a loss.
    enum Careless {
        BLIND, HASTY, FORGETFUL
    }

    SafekeepingStore(SimWorld world, VirtualLoop loop, ModelFile file, Set<Careless> careless) {
        super(world, new ModelRedis(world, 1, "UTC", Set.of()), loop);
        this.world = world;
        this.loop = loop;
        this.file = file;
        this.careless = careless;
        safety = Safety.EACH_SECOND;
    }

    private <T> Future<T> ask(Supplier<T> step) {
        Promise<T> answer = Promise.promise();
        loop.after(TIMEOUT, () -> answer.tryFail(new Unanswered("timeout")));
        int fate = world.chance(misfortunes) ? world.between(0, 2) : -1;
        if (fate == 0) return answer.future();
        if (fate == 1) {
            world.after(world.between(2_000, 9_000), () -> arrive(step, answer, false));
            return answer.future();
        }
        lastArrival = Math.max(lastArrival, world.now() + world.between(0, 3));
        world.after(lastArrival - world.now(), () -> arrive(step, answer, fate != 2));
        return answer.future();
    }

    private <T> void arrive(Supplier<T> step, Promise<T> answer, boolean answered) {
        file.serve(() -> {
            if (file.away) {
                loop.run(() -> answer.tryFail(new Unanswered("reset")));
                return;
            }
            T result = step.get();
            world.after(0, file::turn);
            lastReturn = Math.max(lastReturn, world.now() + world.between(0, 3));
            if (answered) loop.after(lastReturn - world.now(), () -> answer.tryComplete(result));
        });
    }

    @Override
    public Future<BatchAnswer> append(int shard, Batch batch) {
        return ask(() -> file.live.append(world.now(), batch));
    }

    @Override
    public Future<Confirmation> confirm(int shard, long writer) {
        long now = world.now();
        var looked = disk.claim(now) ? ask(file::look).onSuccess(look -> disk.looked(now, world.now(), look)) : Future.succeededFuture();
        return looked.compose(_ -> {
            long age = careless.contains(Careless.HASTY) ? 2_000 : now - disk.safe() + 1;
            return ask(() -> file.live.confirm(writer, age));
        }).map(it -> careless.contains(Careless.BLIND) ? new Confirmation(0, Long.MAX_VALUE, it.entry(), it.ageMillis()) : it);
    }
}
