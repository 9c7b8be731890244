package io.tidemark.wallboard;

import io.tidemark.presence.Cell;
import io.tidemark.presence.Metric;
import io.tidemark.presence.Section;
import io.tidemark.presence.Standing;

/// What a viewer could see change between two standings of an account.
final class Differences {

    private Differences() {}

    static boolean any(Standing from, Standing to) {
        if (from == to)
            return false;
        if (from.day() != to.day())
            return true;
        for (int cell = 0; cell < Cell.COUNT; cell++)
            if (at(from, to, cell))
                return true;
        return false;
    }

    static boolean at(Standing from, Standing to, Section section, Metric metric) {
        return at(from, to, Cell.of(section, metric));
    }

    private static boolean at(Standing from, Standing to, int cell) {
        return from.now()[cell] != to.now()[cell] || from.peak()[cell] != to.peak()[cell] || from.peakAt()[cell] != to.peakAt()[cell]
                || ((from.atLeast() ^ to.atLeast()) >>> cell & 1) != 0;
    }
}
