package io.tidemark.presence;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What is due next: a binary heap of [Timed]. Something whose time has moved later (the common case: a heartbeat) stays where it is
/// until it comes to the top; only what has become earlier must be [#update]d.
final class Timers {

    private @Nullable Timed[] heap = new Timed[64];
    private int size;

    /// Puts `timed` where its present time belongs, in or out of the queue.
    void update(Timed timed) {
        long due = timed.due();
        if (due == Long.MAX_VALUE) {
            remove(timed);
        } else if (timed.place < 0) {
            if (size == heap.length) heap = Arrays.copyOf(heap, size * 2);
            timed.queuedFor = due;
            up(size++, timed);
        } else if (due < timed.queuedFor) {
            timed.queuedFor = due;
            up(timed.place, timed);
        }
    }

    void remove(Timed timed) {
        int place = timed.place;
        if (place < 0) return;
        timed.place = -1;
        Timed last = at(--size);
        heap[size] = null;
        if (last == timed) return;
        up(place, last);
        down(last.place, last);
    }

    /// What is truly due first, `null` when nothing is due before `time`. What need not be known is not looked at: nothing is due before
    /// it was queued for.
    @Nullable
    Timed first(long time) {
        while (size > 0) {
            Timed top = at(0);
            if (top.queuedFor >= time) return null;
            long due = top.due();
            if (due == top.queuedFor) return top;
            if (due == Long.MAX_VALUE) {
                remove(top);
            } else {
                top.queuedFor = due;
                down(0, top);
            }
        }
        return null;
    }

    private void up(int from, Timed timed) {
        int place = from;
        while (place > 0) {
            Timed parent = at((place - 1) >>> 1);
            if (!before(timed, parent)) break;
            put(place, parent);
            place = (place - 1) >>> 1;
        }
        put(place, timed);
    }

    private void down(int from, Timed timed) {
        int place = from;
        for (int child = 2 * place + 1; child < size; child = 2 * place + 1) {
            if (child + 1 < size && before(at(child + 1), at(child))) child++;
            if (!before(at(child), timed)) break;
            put(place, at(child));
            place = child;
        }
        put(place, timed);
    }

    private static boolean before(Timed one, Timed other) {
        return one.queuedFor < other.queuedFor || one.queuedFor == other.queuedFor && one.rank() < other.rank();
    }

    private void put(int place, Timed timed) {
        heap[place] = timed;
        timed.place = place;
    }

    private Timed at(int place) {
        Timed timed = heap[place];
        if (timed == null) throw new IllegalStateException("hole in the heap at " + place);
        return timed;
    }
}
