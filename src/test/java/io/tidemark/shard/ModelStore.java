package io.tidemark.shard;

import io.tidemark.log.EntryId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One node's way to the [ModelRedis]: takes time, loses calls and answers, repeats them, and lets some arrive long after they were
/// given up.
class ModelStore implements Store {

    private static final long TIMEOUT = 2_500;
    private static final EntryId END = new EntryId(Long.MAX_VALUE, 0);

    private final SimWorld world;
    private final ModelRedis redis;
    private final VirtualLoop loop;
    private long lastArrival;
    private long lastReturn;
    /// How many of a hundred calls meet with something.
    double faults;
    boolean cutOff;
    @Nullable
    Unanswered refusal;
    Safety safety = Safety.AT_ONCE;
    final List<EntryId> poisoned = new ArrayList<>();

    ModelStore(SimWorld world, ModelRedis redis, VirtualLoop loop) {
        this.world = world;
        this.redis = redis;
        this.loop = loop;
    }

    private <T> Future<T> call(Supplier<T> step) {
        Promise<T> answer = Promise.promise();
        loop.after(TIMEOUT, () -> answer.tryFail(new Unanswered("timeout")));
        if (cutOff) return answer.future();
        if (refusal != null) loop.after(1, () -> answer.tryFail(refusal));
        if (refusal != null) return answer.future();
        int fate = world.chance(faults) ? world.between(0, 3) : -1;
        long arrival = Math.max(lastArrival, world.now() + world.between(0, 3));
        if (fate == 0) return answer.future();
        if (fate == 1) world.after(world.between(2_000, 9_000), step::get);
        if (fate == 1) return answer.future();
        lastArrival = arrival;
        world.after(arrival - world.now(), () -> {
            if (redis.away) {
                loop.run(() -> answer.tryFail(new Unanswered("reset")));
                return;
            }
            T result = step.get();
            if (fate == 2) return;
            if (fate == 3) world.after(world.between(1, 50), step::get);
            lastReturn = Math.max(lastReturn, world.now() + world.between(0, 3));
            loop.after(lastReturn - world.now(), () -> answer.tryComplete(result));
        });
        return answer.future();
    }

    @Override
    public Future<BatchAnswer> append(int shard, Batch batch) {
        return call(() -> redis.append(shard, batch));
    }

    @Override
    public Future<Boolean> take(int shard, String token, boolean force) {
        return call(() -> redis.take(shard, token, force));
    }

    @Override
    public Future<Held> renew(int shard, String token) {
        return call(() -> redis.renew(shard, token));
    }

    @Override
    public Future<Void> release(int shard, String token) {
        return call(() -> {
            redis.release(shard, token);
            return null;
        });
    }

    @Override
    public Future<Long> left(int shard) {
        return call(() -> redis.left(shard));
    }

    @Override
    public Future<Reached> reached(int shard) {
        return call(() -> redis.reached(shard));
    }

    @Override
    public Future<Kept> load(int shard) {
        return call(() -> redis.load(shard));
    }

    @Override
    public Future<List<Stored>> range(int shard, EntryId from, EntryId before, int limit) {
        return call(() -> redis.recalled(shard, from, before, limit));
    }

    @Override
    public Future<LogReader> follow(int shard) {
        return call(() -> new Reader(shard));
    }

    @Override
    public Future<CommitAnswer> commit(int shard, Commit commit) {
        return call(() -> redis.commit(shard, commit));
    }

    @Override
    public Future<Void> poison(int shard, Stored entry, String reason) {
        poisoned.add(entry.id());
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> prune(int shard) {
        return Future.succeededFuture();
    }

    @Override
    public Future<Confirmation> confirm(int shard, long writer) {
        return call(() -> redis.shards.get(shard).confirm(writer, 0));
    }

    @Override
    public Safety safety() {
        return safety;
    }

    @Override
    public Future<Roll> present(Roll.Self self) {
        return call(() -> redis.present(self));
    }

    @Override
    public Future<Void> absent(String node) {
        return call(() -> {
            redis.members.remove(node);
            return null;
        });
    }

    @Override
    public Future<View> read(String account) {
        return read(account, List.of(account)).map(List::getFirst);
    }

    @Override
    public Future<List<View>> read(String master, List<String> accounts) {
        return call(() -> {
            var shard = redis.shards.get(ShardOf.account(master, redis.shards.size()));
            return accounts.stream().map(account -> new View(account, shard.position, shard.standings.get(account), null)).toList();
        });
    }

    /// Waits a second for an entry.
    private final class Reader implements LogReader {

        private final int shard;
        private boolean closed;

        Reader(int shard) {
            this.shard = shard;
        }

        @Override
        public Future<List<Stored>> next(EntryId after, int limit) {
            Promise<List<Stored>> answer = Promise.promise();
            world.after(world.between(0, 2), () -> look(after, limit, world.now() + 1_000, answer));
            return answer.future();
        }

        private void look(EntryId after, int limit, long until, Promise<List<Stored>> answer) {
            if (closed || loop.isDead()) return;
            if (redis.away || cutOff || world.chance(faults)) {
                loop.after(cutOff ? TIMEOUT : 1, () -> answer.tryFail(new Unanswered("reset")));
                return;
            }
            var found = redis.shards.get(shard).read(after, END, limit);
            if (!found.isEmpty() || world.now() >= until) {
                loop.after(world.between(0, 2), () -> answer.tryComplete(found));
                return;
            }
            var looked = new boolean[1];
            Runnable again = () -> {
                if (!looked[0]) look(after, limit, until, answer);
                looked[0] = true;
            };
            redis.await(() -> world.after(0, again));
            world.after(until - world.now(), again);
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
