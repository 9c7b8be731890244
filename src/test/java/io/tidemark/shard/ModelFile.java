package io.tidemark.shard;

import io.tidemark.redis.Disk;
import java.util.Set;

/// A Redis with one shard whose append-only file is written each second, as aof.c does it: while an fsync is under way writing is put off,
/// for two seconds more at most, and what is written then waits for the next fsync.
final class ModelFile {

    private static final long CRON = 100;

    private final SimWorld world;
    private final int slowest;
    private ModelShard written = new ModelShard(Set.of());
    private ModelShard synced = written;
    private ModelShard syncing = written;
    private ModelShard begun = written;
    private boolean busy;
    private long lastFsync;
    private long postponed;
    private long run;
    private long frozenUntil;
    ModelShard live = written.copy();
    boolean away;

    /// One whose fsync takes so long at most.
    ModelFile(SimWorld world, int slowest) {
        this.world = world;
        this.slowest = slowest;
        cron();
    }

    private void cron() {
        if (!away && !isFrozen()) turn();
        world.after(CRON, this::cron);
    }

    /// The end of a turn of Redis' loop, before answers go out.
    void turn() {
        long second = world.now() / 1_000;
        if (!live.last.equals(written.last)) {
            if (busy && postponed == 0) postponed = second;
            if (busy && second - postponed < 2) return;
            postponed = 0;
            written = live.copy();
        }
        if (second <= lastFsync || written == begun) return;
        lastFsync = second;
        if (!busy) fsync();
    }

    private void fsync() {
        busy = true;
        syncing = written;
        begun = written;
        long mine = run;
        world.after(world.between(1, slowest), () -> {
            if (run != mine) return;
            busy = false;
            synced = syncing;
        });
    }

    Disk.Look look() {
        return new Disk.Look(Long.toString(run), false, busy, false);
    }

    /// The machine is gone, and comes back with what its disk had.
    void lose() {
        restart(busy && world.chance(50) ? syncing : synced);
    }

    /// The process is gone; what it had written is still there, but it may be only in the machine's memory.
    void kill() {
        var kept = synced;
        restart(written);
        synced = kept;
    }

    private void restart(ModelShard with) {
        run++;
        busy = false;
        postponed = 0;
        written = with;
        synced = with;
        begun = with;
        live = with.copy();
        away = true;
        world.after(world.between(0, 3_000), () -> away = false);
    }

    void freeze(long millis) {
        frozenUntil = Math.max(frozenUntil, world.now() + millis);
    }

    boolean isFrozen() {
        return world.now() < frozenUntil;
    }

    /// Runs the step as soon as nothing is frozen, before the time has been looked at again.
    void serve(Runnable step) {
        if (isFrozen()) world.after(frozenUntil - world.now(), () -> serve(step));
        else
            step.run();
    }
}
