package io.tidemark.presence;

import io.tidemark.log.Origin;
import io.tidemark.log.StreamId;
import org.jspecify.annotations.Nullable;

/// Who sessions belong to: a stream, a socket outside streams, or the HTTP requests of one key. Known by a 64-bit fingerprint, so
/// that a former owner is still recognised when nothing else of it is left.
final class Holder {

    final long id;
    final @Nullable Stream stream;
    @Nullable
    Session first;
    int count;

    Holder(long id, @Nullable Stream stream) {
        this.id = id;
        this.stream = stream;
    }

    static long idOf(Origin origin) {
        return mix(mix(origin.node() + 0x9e3779b97f4a7c15L) ^ origin.connection()) & ~1L;
    }

    static long idOf(StreamId stream) {
        long hash = 0xcbf29ce484222325L;
        String text = stream.text();
        for (int i = 0; i < text.length(); i++)
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        return mix(hash) | 1L;
    }

    void add(Session session) {
        session.holder = this;
        session.previousOfHolder = null;
        session.nextOfHolder = first;
        if (first != null) first.previousOfHolder = session;
        first = session;
        count++;
    }

    void remove(Session session) {
        Session next = session.nextOfHolder;
        Session previous = session.previousOfHolder;
        if (next != null) next.previousOfHolder = previous;
        if (previous == null) {
            first = next;
        } else {
            previous.nextOfHolder = next;
        }
        session.nextOfHolder = null;
        session.previousOfHolder = null;
        count--;
    }

    /// The finaliser of MurmurHash3 (Austin Appleby, public domain).
    private static long mix(long value) {
        long z = (value ^ value >>> 33) * 0xff51afd7ed558ccdL;
        z = (z ^ z >>> 33) * 0xc4ceb9fe1a85ec53L;
        return z ^ z >>> 33;
    }
}
