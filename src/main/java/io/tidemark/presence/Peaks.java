package io.tidemark.presence;

/// The high-water marks of one local day: for each [Cell] the largest level, when it was first reached, and whether it may have been
/// larger (`atLeast`, a bit a cell).
final class Peaks {

    static final long ALL = (1L << Cell.COUNT) - 1;

    long day;
    final int[] level = new int[Cell.COUNT];
    final long[] at = new long[Cell.COUNT];
    long atLeast;

    Peaks(long day) {
        this.day = day;
    }

    boolean raise(int cell, int to, long instant) {
        if (to <= level[cell]) return false;
        level[cell] = to;
        at[cell] = instant;
        return true;
    }
}
