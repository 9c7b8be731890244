package io.tidemark.shard;

import io.tidemark.log.EntryId;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How far a lane's entries are durable. Those that are not yet are asked for, again and again, all in one question: the log tells
/// which of the lane's batches stand in it at that moment, and what was safe just before. When one is missing, the log has gone back,
/// and nothing that was logged before it did is called durable any more.
///
/// Written on the lane's loop, read from anywhere.
final class DurableMark {

    private static final Logger LOG = LoggerFactory.getLogger(DurableMark.class);
    private static final long FIRST_MILLIS = 10;
    private static final long SECOND_MILLIS = 1_150;
    private static final long WAITED_MILLIS = 100;
    /// Above it the newest entry stands for those before it.
    private static final int MOST_WAITING = 10_000;

    private final int shard;
    private final long writer;
    private final Store store;
    private final Loop loop;
    private final ShardMeters meters;
    private final List<Consumer<Durable>> handlers = new CopyOnWriteArrayList<>();
    private final ArrayDeque<Logged> waiting = new ArrayDeque<>();
    private @Nullable Logged last;
    private boolean asking;
    private volatile Durable reached = Durable.NOTHING;
    private volatile long oldest = -1;

    private record Logged(long number, EntryId id, long at) {}

    DurableMark(int shard, long writer, Store store, Loop loop, ShardMeters meters) {
        this.shard = shard;
        this.writer = writer;
        this.store = store;
        this.loop = loop;
        this.meters = meters;
        meters.durable(shard, this);
    }

    Durable reached() {
        return reached;
    }

    /// For how long the oldest entry that is not durable has waited.
    long lagMillis() {
        long since = oldest;
        return since < 0 ? 0 : loop.millis() - since;
    }

    Runnable listen(Consumer<Durable> handler) {
        handlers.add(handler);
        return () -> handlers.remove(handler);
    }

    /// The batch with this number was answered: it stands in this entry.
    void logged(long number, EntryId id) {
        var entry = new Logged(number, id, loop.millis());
        var safety = store.safety();
        if (waiting.isEmpty() && safety == Safety.AT_ONCE) {
            reach(entry);
            return;
        }
        if (waiting.size() == MOST_WAITING) waiting.removeLast();
        waiting.add(entry);
        changed();
        if (asking) return;
        asking = true;
        if (safety == Safety.EACH_SECOND) loop.after(FIRST_MILLIS, this::ask);
        else
            ask();
    }

    private void ask() {
        var newest = waiting.getLast();
        long now = loop.millis();
        store.confirm(shard, writer).onComplete(answered -> {
            if (answered.succeeded()) judge(answered.result(), newest, now);
            asking = !waiting.isEmpty();
            if (!asking) return;
            // By then the installation may have another safety.
            long pause = answered.failed()
                    ? loop.jitter(4, 1_000)
                    : store.safety() == Safety.EACH_SECOND ? SECOND_MILLIS : WAITED_MILLIS;
            loop.after(pause, this::ask);
        });
    }

    private void judge(Confirmation found, Logged newest, long asked) {
        var from = last == null ? waiting.getFirst() : last;
        if (!found.hasAll(from.number, newest.number, newest.id)) {
            LOG.warn("shard {}: the log has gone back behind batch {}", shard, newest.number);
            meters.wentBack();
            var standing = standing(found, newest, last);
            last = null;
            publish(new Durable(EntryId.ZERO, reached.losses() + 1, standing));
            return;
        }
        Logged safe = null;
        while (!waiting.isEmpty() && waiting.getFirst().number <= newest.number && waiting.getFirst().at <= asked - found.ageMillis())
            safe = waiting.removeFirst();
        if (safe != null) reach(safe);
    }

    /// The first of those that wait which was written after the loss; the others wait no more. Nothing is said when it lies before one of
    /// the others: the clock of the server that took over is behind, and places do not tell what came first.
    private @Nullable EntryId standing(Confirmation found, Logged newest, @Nullable Logged before) {
        Logged lost = before;
        while (!waiting.isEmpty() && waiting.getFirst().number < found.first())
            lost = waiting.removeFirst();
        boolean stands = found.hasAll(newest.number, newest.number, newest.id)
                && (lost == null || waiting.getFirst().id.isAfter(lost.id));
        if (stands) return waiting.getFirst().id;
        waiting.clear();
        return null;
    }

    private void reach(Logged entry) {
        last = entry;
        publish(new Durable(entry.id, reached.losses(), reached.standing()));
    }

    private void publish(Durable now) {
        reached = now;
        changed();
        handlers.forEach(handler -> handler.accept(now));
    }

    private void changed() {
        oldest = waiting.isEmpty() ? -1 : waiting.getFirst().at;
    }
}
