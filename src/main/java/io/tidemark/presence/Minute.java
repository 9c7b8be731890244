package io.tidemark.presence;

import io.tidemark.log.Packer;
import io.tidemark.log.Unpacker;

/// What one account's levels did in the minute under way, for the cells that moved in it: opening level, least, greatest, and the
/// integral (level × milliseconds). A level that was left at the minute's very first instant does not belong to it.
final class Minute {

    static final long LENGTH = 60_000;

    long start;
    /// Cells that moved, and cells that moved during a hold.
    long moved;
    long held;
    final int[] open = new int[Cell.COUNT];
    final int[] min = new int[Cell.COUNT];
    final int[] max = new int[Cell.COUNT];
    final long[] area = new long[Cell.COUNT];
    final long[] since = new long[Cell.COUNT];

    void begin(long minuteStart) {
        start = minuteStart;
        moved = 0;
        held = 0;
    }

    void change(int cell, int before, int after, long at, boolean isHeld) {
        long bit = 1L << cell;
        if ((moved & bit) == 0) {
            moved |= bit;
            open[cell] = at == start ? after : before;
            min[cell] = open[cell];
            max[cell] = at > start || isHeld ? Math.min(before, open[cell]) : 0;
            area[cell] = before * (at - start);
        } else {
            area[cell] += before * (at - since[cell]);
            if (at == start) {
                open[cell] = after;
                min[cell] = after;
            }
        }
        since[cell] = at;
        min[cell] = Math.min(min[cell], after);
        if (isHeld) {
            held |= bit;
        } else if (after > before) {
            max[cell] = Math.max(max[cell], after);
        }
    }

    /// The greatest level; what it opened with is among them, unless that came about during a hold.
    int max(int cell) {
        return (held & 1L << cell) != 0 ? max[cell] : Math.max(max[cell], open[cell]);
    }

    /// A hold is over: the level reached counts.
    void raise(int cell, int level) {
        if ((moved & 1L << cell) != 0) max[cell] = Math.max(max[cell], level);
    }

    /// The integral up to the minute's end, its last level being `now`.
    long area(int cell, int now) {
        return area[cell] + now * (start + LENGTH - since[cell]);
    }

    void write(Packer out) {
        out.unsigned(start).unsigned(moved).unsigned(held);
        for (int cell = 0; cell < Cell.COUNT; cell++)
            if ((moved & 1L << cell) != 0)
                out.unsigned(open[cell]).unsigned(min[cell]).unsigned(max[cell]).unsigned(area[cell]).unsigned(since[cell] - start);
    }

    void read(Unpacker in) {
        start = in.unsigned();
        moved = in.unsigned();
        held = in.unsigned();
        for (int cell = 0; cell < Cell.COUNT; cell++)
            if ((moved & 1L << cell) != 0) {
                open[cell] = in.count();
                min[cell] = in.count();
                max[cell] = in.count();
                area[cell] = in.unsigned();
                since[cell] = start + in.unsigned();
            }
    }
}
