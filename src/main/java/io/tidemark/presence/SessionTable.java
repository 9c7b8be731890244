package io.tidemark.presence;

import io.tidemark.signal.Id;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The live sessions of a shard by master and id: open addressing with linear probing, since a map's node for each of a million
/// sessions would cost as much as the session's id.
final class SessionTable {

    private @Nullable Session[] slots = new Session[1024];
    private int size;

    @Nullable
    Session get(Master master, Id id) {
        int mask = slots.length - 1;
        for (int slot = hash(master, id.high(), id.low()) & mask;; slot = slot + 1 & mask) {
            Session session = slots[slot];
            if (session == null || session.is(id) && session.master() == master) return session;
        }
    }

    /// Where a session is if it is there, or near it; for [#look].
    static int place(Master master, Id id) {
        return hash(master, id.high(), id.low());
    }

    /// Looks at sessions that will be asked for soon. Each look waits for memory, and the processor waits for several at once when they
    /// stand next to each other; so whoever has many to ask for looks at all of them before. What is answered says nothing.
    long look(int[] places, int count, @Nullable Session[] found) {
        int mask = slots.length - 1;
        for (int i = 0; i < count; i++)
            found[i] = slots[places[i] & mask];
        long seen = 0;
        for (int i = 0; i < count; i++) {
            Session session = found[i];
            if (session != null) seen += session.firstAndLast();
            found[i] = null;
        }
        return seen;
    }

    /// Adds a session that is not there yet.
    void add(Session session) {
        if (++size * 4L > slots.length) grow();
        insert(slots, session);
    }

    void remove(Session session) {
        int mask = slots.length - 1;
        int slot = hash(session) & mask;
        while (slots[slot] != session)
            slot = slot + 1 & mask;
        slots[slot] = null;
        size--;
        for (int next = slot + 1 & mask;; next = next + 1 & mask) {
            Session moved = slots[next];
            if (moved == null) return;
            int home = hash(moved) & mask;
            if ((next - home & mask) >= (next - slot & mask)) {
                slots[slot] = moved;
                slots[next] = null;
                slot = next;
            }
        }
    }

    int size() {
        return size;
    }

    void forEach(Consumer<Session> action) {
        for (Session session : slots)
            if (session != null) action.accept(session);
    }

    private void grow() {
        @Nullable
        Session[] wider = new Session[slots.length * 2];
        for (Session session : slots)
            if (session != null) insert(wider, session);
        slots = wider;
    }

    private static void insert(@Nullable Session[] slots, Session session) {
        int mask = slots.length - 1;
        int slot = hash(session) & mask;
        while (slots[slot] != null)
            slot = slot + 1 & mask;
        slots[slot] = session;
    }

    private static int hash(Session session) {
        return hash(session.master(), session.high, session.low);
    }

    private static int hash(Master master, long high, long low) {
        long hash = (low ^ Long.rotateLeft(high, 32) ^ master.number) * 0x9e3779b97f4a7c15L;
        return (int) (hash ^ hash >>> 32);
    }
}
