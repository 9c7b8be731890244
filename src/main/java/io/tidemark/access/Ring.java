package io.tidemark.access;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All live credentials of one table in memory, kept in step with PostgreSQL.
///
/// It looks for changes every two seconds, so a revocation acts on every node well within ten. A secret that it does not know makes it
/// look at once (all who wait share one look, and looks are a tenth of a second apart, so a flood of wrong secrets costs PostgreSQL
/// ten small queries a second). When PostgreSQL does not answer, what is known stays good for an hour: nobody can revoke anything
/// meanwhile, except through a node that still reaches PostgreSQL. After that hour, and for a secret that is not known,
/// the answer is a failed future: whether the secret is good cannot be told.
///
/// Used from any thread: looks are shared, but everyone is answered on his own Vert.x context. Looks are made, and the listeners called,
/// on the context that opened the ring.
final class Ring<W> {
    static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
    static final Duration GOOD_FOR = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(Ring.class);
    private static final long SHORTEST_PAUSE_MILLIS = 100;
    private static final long LOOK_TIMEOUT_MILLIS = 4000;

    private record Known<W>(String id, W worth) {}

    private final Vertx vertx;
    private final Context context;
    private final CredentialTable<W> table;
    private final String what;
    private final LongSupplier nanos;
    private final Map<Digest, Known<W>> live = new ConcurrentHashMap<>();
    private final Map<String, Digest> byId = new ConcurrentHashMap<>();
    private final CopyOnWriteArrayList<Consumer<W>> revoked = new CopyOnWriteArrayList<>();

    private volatile long lookedAt;
    private long startedAt;
    private long revision;
    private boolean looking;
    private boolean away;
    private @Nullable CompletableFuture<Void> awaited;
    private long timer;

    private Ring(Vertx vertx, CredentialTable<W> table, String what, LongSupplier nanos) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.table = table;
        this.what = what;
        this.nanos = nanos;
        this.lookedAt = nanos.getAsLong();
        this.startedAt = lookedAt;
    }

    /// Reads the whole table, then follows it; `nanos` is a clock like [System#nanoTime]. Fails when PostgreSQL does.
    static <W> Future<Ring<W>> open(Vertx vertx, CredentialTable<W> table, String what, LongSupplier nanos) {
        var ring = new Ring<>(vertx, table, what, nanos);
        return ring.look().map(_ -> {
            ring.timer = vertx.setPeriodic(BETWEEN_LOOKS.toMillis(), _ -> ring.look());
            return ring;
        });
    }

    /// What `secret` is worth now; empty when no live credential has it.
    Future<Optional<W>> find(String secret) {
        Digest digest = Digest.of(secret);
        var known = live.get(digest);
        if (known != null) return isStale() ? look().map(_ -> worth(digest)) : Future.succeededFuture(Optional.of(known.worth));
        return look().map(_ -> worth(digest));
    }

    /// Whether the credential named `id` has not been revoked, as far as is known here.
    boolean isLive(String id) {
        return byId.containsKey(id);
    }

    /// From now on tells `listener` of each credential that was revoked, or whose secret or worth was changed.
    void whenRevoked(Consumer<W> listener) {
        revoked.add(listener);
    }

    int size() {
        return live.size();
    }

    /// How old what is known here is.
    Duration age() {
        return Duration.ofNanos(nanos.getAsLong() - lookedAt);
    }

    void close() {
        vertx.cancelTimer(timer);
    }

    /// Completes, on the caller's context, when everything is known that was committed before this call.
    Future<Void> look() {
        return Future.fromCompletionStage(shared(), vertx.getOrCreateContext());
    }

    private synchronized CompletableFuture<Void> shared() {
        if (awaited == null) {
            awaited = new CompletableFuture<>();
            if (!looking) schedule();
        }
        return awaited;
    }

    private Optional<W> worth(Digest digest) {
        return Optional.ofNullable(live.get(digest)).map(Known::worth);
    }

    private boolean isStale() {
        return age().compareTo(GOOD_FOR) > 0;
    }

    private void schedule() {
        looking = true;
        long since = TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - startedAt);
        context.runOnContext(_ -> vertx.setTimer(Math.max(1, SHORTEST_PAUSE_MILLIS - since), _ -> start()));
    }

    private void start() {
        CompletableFuture<Void> answer;
        long from;
        synchronized (this) {
            answer = awaited;
            awaited = null;
            startedAt = nanos.getAsLong();
            from = revision;
        }
        read(from).compose(changes -> {
            if (changes.revision() >= from) return Future.succeededFuture(changes);
            LOG.warn("{}: PostgreSQL is at an earlier revision than this node has seen; everything is read anew", what);
            return read(0).map(all -> {
                take(removals(all));
                return all;
            });
        }).map(this::take).onComplete(done -> {
            note(done.cause());
            if (answer != null) settle(answer, done.cause());
            synchronized (this) {
                looking = false;
                if (awaited != null) schedule();
            }
        });
    }

    private Future<CredentialTable.Changes<W>> read(long from) {
        return table.after(from).timeout(LOOK_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static void settle(CompletableFuture<Void> answer, @Nullable Throwable failure) {
        if (failure == null) answer.complete(null);
        else
            answer.completeExceptionally(failure);
    }

    private CredentialTable.Changes<W> take(CredentialTable.Changes<W> changes) {
        changes.list().forEach(this::take);
        synchronized (this) {
            revision = changes.revision();
            lookedAt = startedAt;
        }
        return changes;
    }

    private void take(CredentialTable.Change<W> change) {
        var digest = byId.get(change.id());
        var before = digest == null ? null : live.get(digest);
        if (change.revoked()) {
            byId.remove(change.id());
        } else {
            byId.put(change.id(), change.digest());
            live.put(change.digest(), new Known<>(change.id(), change.worth()));
        }
        boolean secretGone = digest != null && (change.revoked() || !digest.equals(change.digest()));
        if (secretGone) live.remove(digest);
        if (before != null && (secretGone || !before.worth.equals(change.worth())))
            revoked.forEach(listener -> listener.accept(before.worth));
    }

    /// What is known here and is not among `all`.
    private CredentialTable.Changes<W> removals(CredentialTable.Changes<W> all) {
        var kept = all.list().stream().map(CredentialTable.Change::id).collect(Collectors.toSet());
        var gone = live.entrySet().stream().filter(known -> !kept.contains(known.getValue().id))
                .map(known -> new CredentialTable.Change<>(known.getValue().id, known.getKey(), true, known.getValue().worth)).toList();
        return new CredentialTable.Changes<>(all.revision(), gone);
    }

    private synchronized void note(@Nullable Throwable failure) {
        if (failure != null && !away)
            LOG.warn("{}: PostgreSQL does not answer, what is known stays good for {}: {}", what, GOOD_FOR,
                    failure.toString());
        if (failure == null && away) LOG.info("{}: PostgreSQL answers again", what);
        away = failure != null;
    }
}
