package io.tidemark.shard;

import io.tidemark.log.EntryId;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// The last entry of a lane that has reached the installation's safety. Written on the lane's loop, read from anywhere.
final class DurableMark {

    private static final long COARSE_MILLIS = 100;

    private final int shard;
    private final Store store;
    private final Loop loop;
    private final List<Consumer<EntryId>> handlers = new CopyOnWriteArrayList<>();
    private final ArrayDeque<Due> dues = new ArrayDeque<>();
    private EntryId logged = EntryId.ZERO;
    private boolean asking;
    private volatile EntryId reached = EntryId.ZERO;

    private record Due(long at, EntryId id) {}

    DurableMark(int shard, Store store, Loop loop) {
        this.shard = shard;
        this.store = store;
        this.loop = loop;
    }

    EntryId reached() {
        return reached;
    }

    Runnable listen(Consumer<EntryId> handler) {
        handlers.add(handler);
        return () -> handlers.remove(handler);
    }

    void logged(EntryId id) {
        logged = id;
        switch (store.safety()) {
            case Safety.AtOnce() -> reach(id);
            case Safety.After(long millis) -> later(id, millis);
            case Safety.Confirmed() -> ask();
        }
    }

    /// Entries of the same tenth of a second share a timer.
    private void later(EntryId id, long millis) {
        long due = loop.millis() + millis + COARSE_MILLIS;
        long slot = due - due % COARSE_MILLIS;
        if (!dues.isEmpty() && dues.getLast().at == slot) {
            dues.removeLast();
        } else {
            loop.after(slot - loop.millis(), this::elapsed);
        }
        dues.add(new Due(slot, id));
    }

    private void elapsed() {
        EntryId last = null;
        while (!dues.isEmpty() && dues.getFirst().at <= loop.millis())
            last = dues.removeFirst().id;
        if (last != null) reach(last);
    }

    private void ask() {
        if (asking) return;
        asking = true;
        var wanted = logged;
        store.confirm(shard).onComplete(answered -> {
            asking = false;
            if (answered.succeeded() && answered.result()) {
                reach(wanted);
                if (!logged.equals(wanted)) ask();
            } else {
                // By then the installation may have another safety.
                loop.after(loop.jitter(4, 1_000), () -> logged(logged));
            }
        });
    }

    private void reach(EntryId id) {
        reached = id;
        handlers.forEach(handler -> handler.accept(id));
    }
}
