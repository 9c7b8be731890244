package io.tidemark.shard;

import io.tidemark.log.EntryId;
import io.vertx.core.Future;
import java.util.List;

/// The log and the tables of every shard, wherever they are kept. Each method is one atomic step there. A call that fails with
/// [Unanswered] may have happened all the same, even later; every step is safe to be taken again.
///
/// Futures complete on the context of the caller.
public interface Store extends Levels {

    /// Checks the parcels of a batch and writes what passes as one entry.
    Future<BatchAnswer> append(int shard, Batch batch);

    /// Takes the shard for `token` when it has no owner, or already is the token's; `force` when the former owner is known to be
    /// dead. While another owns it, sees to it that time passes in the log.
    Future<Boolean> take(int shard, String token, boolean force);

    /// Prolongs the ownership and appends a tick.
    Future<Held> renew(int shard, String token);

    /// Gives the shard back, if it is the token's.
    Future<Void> release(int shard, String token);

    /// How many milliseconds the present ownership lives on without renewal; 0 when there is none.
    Future<Long> left(int shard);

    /// How far the shard's tables have come.
    Future<Reached> reached(int shard);

    /// Everything kept of the shard; not of one moment when its owner commits meanwhile.
    Future<Kept> load(int shard);

    /// Entries from `from` and before `before`, latest first, at most `limit`.
    Future<List<Stored>> range(int shard, EntryId from, EntryId before, int limit);

    /// Opens a way of its own to read the shard's log.
    Future<LogReader> follow(int shard);

    /// Makes a commit visible, all of it or nothing.
    Future<CommitAnswer> commit(int shard, Commit commit);

    /// Keeps an entry that could not be applied, for whoever looks into it.
    Future<Void> poison(int shard, Stored entry, String reason);

    /// Forgets some of what is older than its time: streams and idempotency keys of a day ago, nodes of two.
    Future<Void> prune(int shard);

    /// Asks which of a writer's batches stand in the log now, and which of them have reached the installation's safety; fails when that
    /// takes too long.
    Future<Confirmation> confirm(int shard, long writer);

    /// The safety that the installation has now.
    Safety safety();

    /// Says that this node is there, and who else is.
    Future<Roll> present(Roll.Self self);

    /// Says that this node is gone.
    Future<Void> absent(String node);
}
