package io.tidemark.shard;

import io.tidemark.log.Decoded;
import io.tidemark.log.EntryCodec;
import io.tidemark.log.EntryId;
import io.tidemark.log.Item;
import io.tidemark.presence.Shard;
import io.tidemark.presence.Standing;
import io.tidemark.shard.Loading.Loaded;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One ownership of a shard, from loaded to lost: reads the log, applies entry after entry, and commits what has changed; what
/// gathers while a commit is under way goes into the next one. When too much is applied and not committed it stops reading.
final class Tenure implements Lease.Memory {

    private static final Logger LOG = LoggerFactory.getLogger(Tenure.class);
    private static final int READ = 100;
    /// Entries in one turn of the loop, and after how long it is over.
    private static final int TURN = 16;
    private static final long TURN_MILLIS = 50;
    private static final int MOST_UNCOMMITTED = 2_000;
    private static final int MOST_UNCOMMITTED_BYTES = 4 << 20;
    /// Sessions and facts that a commit brings, unless one entry alone brings more: Redis is held for so long.
    private static final int MOST_CHANGES = 5_000;
    /// What a commit costs is shared by all that it brings: in traffic commits begin no nearer to each other. Where there were only signs
    /// of life, which the log tells too, the position alone is not worth a commit more often than that.
    private static final long APART_MILLIS = 10;
    private static final long UNCHANGED_MILLIS = 200;

    private final int number;
    private final String token;
    private final Shard shard;
    private final Store store;
    private final Loop loop;
    private final LogReader reader;
    private final ShardMeters meters;
    private final Set<EntryId> poisoned;
    private final Ending ending;
    private final ArrayDeque<Stored> read = new ArrayDeque<>();
    private final Promise<Void> settled = Promise.promise();
    private EntryId applied;
    private String chain;
    private EntryId committed;
    private String committedChain;
    private long revision;
    private int uncommitted;
    private long uncommittedBytes;
    private long lastCommit = Long.MIN_VALUE / 2;
    private boolean committing;
    private boolean resting;
    private boolean reading;
    private boolean turning;
    private boolean closed;

    /// How an ownership may end other than by our will.
    interface Ending {

        void lost(String reason);

        void newer(long version);

        void poison(Stored entry, Throwable cause);
    }

    Tenure(int number, String token, Loaded loaded, LogReader reader, Store store, Loop loop, ShardMeters meters, Set<EntryId> poisoned,
            Ending ending) {
        this.number = number;
        this.token = token;
        this.shard = loaded.shard();
        this.applied = loaded.reached().position();
        this.chain = loaded.reached().chain();
        this.committed = applied;
        this.committedChain = chain;
        this.reader = reader;
        this.store = store;
        this.loop = loop;
        this.meters = meters;
        this.poisoned = poisoned;
        this.ending = ending;
    }

    void start() {
        read(0);
    }

    @Override
    public EntryId committed() {
        return committed;
    }

    @Override
    public EntryId applied() {
        return applied;
    }

    @Override
    public boolean isCommitting() {
        return committing;
    }

    /// Entries that are applied and not committed.
    int uncommitted() {
        return uncommitted;
    }

    /// The greatest revision of settings seen.
    long revision() {
        return revision;
    }

    /// The figures in memory.
    List<Standing> standings() {
        return shard.accounts().stream().map(shard::standing).filter(Objects::nonNull).toList();
    }

    /// Reads and applies no more; what is under way is answered for.
    Future<Void> close() {
        if (!closed) {
            closed = true;
            reader.close();
        }
        if (!committing) settled.tryComplete();
        return settled.future();
    }

    private void read(int attempt) {
        if (closed || reading || !read.isEmpty() || isFull()) return;
        reading = true;
        reader.next(applied, READ).onComplete(answered -> {
            reading = false;
            if (closed) return;
            if (answered.failed()) {
                loop.after(loop.jitter(attempt, 1_000), () -> read(attempt + 1));
                return;
            }
            read.addAll(answered.result());
            turn();
        });
    }

    private void turn() {
        long end = loop.millis() + TURN_MILLIS;
        for (int i = 0; i < TURN && !closed && !read.isEmpty() && !isFull() && loop.millis() < end; i++)
            next(read.remove());
        goOn();
    }

    private void goOn() {
        if (closed) return;
        commit();
        if (read.isEmpty()) read(0);
        else if (!turning && !isFull()) {
            turning = true;
            loop.run(() -> {
                turning = false;
                turn();
            });
        }
    }

    private boolean isFull() {
        return uncommitted >= MOST_UNCOMMITTED || uncommittedBytes >= MOST_UNCOMMITTED_BYTES || shard.pending() >= MOST_CHANGES;
    }

    private void next(Stored stored) {
        if (!stored.id().isAfter(applied)) return;
        if (!stored.before().equals(chain)) {
            end("log went back");
            return;
        }
        try {
            if (poisoned.contains(stored.id())) shard.skip(stored.id());
            else
                apply(stored);
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            closed = true;
            reader.close();
            ending.poison(stored, e);
            return;
        }
        if (closed) return;
        applied = stored.id();
        chain = stored.after();
        uncommitted++;
        uncommittedBytes += stored.bytes().length;
        meters.applied();
    }

    private void apply(Stored stored) {
        switch (EntryCodec.decode(stored.id(), stored.bytes())) {
            case Decoded.Known(var entry) -> {
                shard.apply(entry);
                for (var item : entry.items())
                    if (item instanceof Item.Settings settings) revision = Math.max(revision, settings.revision());
            }
            case Decoded.Newer(long version) -> {
                closed = true;
                reader.close();
                ending.newer(version);
            }
        }
    }

    private void commit() {
        if (committing || closed || applied.equals(committed) || !isFull() && rests()) return;
        Commit commit;
        try {
            commit = new Commit(token, committed, committedChain, applied, chain, shard.changes());
        } catch (RuntimeException | AssertionError e) {
            LOG.error("shard {}: what has changed cannot be told", number, e);
            end("changes cannot be told");
            return;
        }
        committing = true;
        lastCommit = loop.millis();
        uncommitted = 0;
        uncommittedBytes = 0;
        commit(commit, 0);
    }

    private boolean rests() {
        long since = loop.millis() - lastCommit;
        if (since >= APART_MILLIS) return since < UNCHANGED_MILLIS && shard.isUnchanged();
        if (!resting) {
            resting = true;
            loop.after(APART_MILLIS - since, () -> {
                resting = false;
                goOn();
            });
        }
        return true;
    }

    private void commit(Commit commit, int attempt) {
        store.commit(number, commit).onComplete(answered -> {
            if (answered.succeeded() && answered.result() == CommitAnswer.DONE) {
                committed = commit.position();
                committedChain = commit.chain();
                committing = false;
                meters.committed();
                poisoned.removeIf(id -> !id.isAfter(committed));
                settle();
                goOn();
            } else if (closed) {
                committing = false;
                settle();
            } else if (answered.succeeded()) {
                end("commit refused: " + answered.result());
            } else if (answered.cause() instanceof Unanswered) {
                loop.after(loop.jitter(attempt, 1_000), () -> commit(commit, attempt + 1));
            } else {
                end("commit failed: " + answered.cause());
            }
        });
    }

    private void settle() {
        if (closed) settled.tryComplete();
    }

    private void end(String reason) {
        committing = false;
        closed = true;
        reader.close();
        ending.lost(reason);
    }
}
