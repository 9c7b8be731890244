package io.tidemark.shard;

import io.tidemark.log.EntryId;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Owns a shard whenever this node should: takes it, loads everything, follows the log in a [Tenure], and lets go. Whatever goes
/// wrong is met in one way: memory is dropped, and everything loaded again as after a crash, under a new token. The marks that were in
/// memory are remembered and, where they got lost, told again.
///
/// Bound to its [Loop].
final class ShardOwner {

    private static final Logger LOG = LoggerFactory.getLogger(ShardOwner.class);
    private static final long ASK_AGAIN_MILLIS = 150;
    private static final long SETTINGS_MILLIS = 10_000;
    private static final long PRUNE_MILLIS = 20_000;

    private final int shard;
    private final Context context;
    private final Loop loop;
    private final Store store;
    private final KnownMarks marks;
    private final Standby standby;
    private final Set<EntryId> poisoned = new HashSet<>();
    private boolean wanted;
    private boolean busy;
    private boolean force;
    private long declined;
    private @Nullable Lease lease;
    /// Also read by gauges, from other threads.
    private volatile @Nullable Tenure tenure;

    /// What owners of all shards share.
    record Context(String zone, ShardMeters meters, SettingsSource settings, KnownPeaksSource peaks, boolean alone) {}

    ShardOwner(int shard, Context context, Store store, Lane lane, Loop loop) {
        this.shard = shard;
        this.context = context;
        this.store = store;
        this.loop = loop;
        this.marks = new KnownMarks(store, lane, loop);
        this.standby = new Standby(shard, new Loading(shard, context.zone, store, loop), store);
        this.force = context.alone;
        context.meters.owner(shard, this);
    }

    /// Whether this node should own the shard; said again and again.
    void want(boolean now) {
        wanted = now;
        if (!wanted) standby.forget();
        if (wanted) attempt();
        else if (tenure != null || lease != null) letGo("belongs to another node");
    }

    boolean isOwning() {
        return tenure != null;
    }

    /// The version of an entry that this program is too old for, 0 when there was none: the shard is for a newer node.
    long declined() {
        return declined;
    }

    int uncommitted() {
        var present = tenure;
        return present == null ? 0 : present.uncommitted();
    }

    /// Lets go at once, when what is under way has been answered.
    Future<Void> stop() {
        wanted = false;
        return letGo("stopping");
    }

    private void attempt() {
        if (busy || !wanted || declined > 0) return;
        busy = true;
        take(HexFormat.of().toHexDigits(loop.random()) + HexFormat.of().toHexDigits(loop.random()), 0);
    }

    private void take(String token, int attempt) {
        store.take(shard, token, force).onComplete(answered -> {
            if (answered.failed() && wanted) {
                loop.after(loop.jitter(attempt, 1_000), () -> take(token, attempt + 1));
            } else if (answered.failed() || !wanted) {
                busy = false;
                store.release(shard, token);
            } else if (answered.result()) {
                force = false;
                load(token);
            } else {
                standby.watch();
                loop.after(ASK_AGAIN_MILLIS, () -> {
                    busy = false;
                    attempt();
                });
            }
        });
    }

    private void load(String token) {
        var held = new Lease(shard, token, store, loop, this::lost);
        lease = held;
        held.start();
        load(held, 0);
    }

    private void load(Lease held, int attempt) {
        if (lease != held) return;
        standby.load().compose(loaded -> store.follow(shard).map(reader -> begin(held, loaded, reader)))
                .onFailure(failure -> {
                    if (lease != held) return;
                    if (attempt == 0 && !(failure instanceof Unanswered)) LOG.error("shard {}: not loaded, trying again", shard, failure);
                    else if (attempt % 60 == 0) LOG.warn("shard {}: not loaded, trying again: {}", shard, failure.toString());
                    loop.after(loop.jitter(attempt, 1_000), () -> load(held, attempt + 1));
                });
    }

    private boolean begin(Lease held, Loading.Loaded loaded, LogReader reader) {
        if (lease != held) {
            reader.close();
            return false;
        }
        var present = new Tenure(shard, held.token(), loaded, reader, store, loop, context.meters, poisoned, new Ending(held));
        tenure = present;
        held.guard(present);
        context.meters.tookOver();
        LOG.info("shard {}: owned, from entry {}", shard, loaded.reached().position());
        present.start();
        context.peaks.peaks(shard).onSuccess(known -> marks.raise(known, loaded.shard()));
        settings(present);
        prune(present);
        return true;
    }

    private void settings(Tenure present) {
        if (tenure != present) return;
        context.settings.newer(shard, present.revision()).onSuccess(marks::tell);
        loop.after(SETTINGS_MILLIS, () -> settings(present));
    }

    private void prune(Tenure present) {
        if (tenure != present) return;
        store.prune(shard);
        loop.after(PRUNE_MILLIS, () -> prune(present));
    }

    /// Memory is worth nothing any more, except for its marks.
    private void lost(String reason) {
        LOG.warn("shard {}: dropped: {}", shard, reason);
        context.meters.lost(reason);
        if (tenure != null) marks.remember(tenure.standings());
        letGo(reason);
    }

    private Future<Void> letGo(String reason) {
        var held = lease;
        var present = tenure;
        if (held == null) return Future.succeededFuture();
        LOG.debug("shard {}: let go: {}", shard, reason);
        lease = null;
        tenure = null;
        held.end();
        var settled = present == null ? Future.<Void>succeededFuture() : present.close();
        return settled.eventually(() -> store.release(shard, held.token())).eventually(() -> {
            loop.after(ASK_AGAIN_MILLIS, () -> {
                busy = false;
                attempt();
            });
            return Future.succeededFuture();
        }).otherwiseEmpty();
    }

    /// How the tenure under one lease ends by itself.
    private final class Ending implements Tenure.Ending {

        private final Lease held;

        Ending(Lease held) {
            this.held = held;
        }

        @Override
        public void lost(String reason) {
            if (lease == held) ShardOwner.this.lost(reason);
        }

        @Override
        public void newer(long version) {
            LOG.warn("shard {}: its log holds entries of version {}; handed over to a newer node", shard, version);
            declined = version;
            if (lease == held) letGo("newer version");
        }

        @Override
        public void poison(Stored entry, Throwable cause) {
            LOG.error("shard {}: entry {} could not be applied and is passed over", shard, entry.id(), cause);
            context.meters.poisoned();
            poisoned.add(entry.id());
            store.poison(shard, entry, cause.toString());
            if (lease == held) letGo("poison");
        }
    }
}
