package io.tidemark.wallboard;

import java.util.ArrayList;
import java.util.List;

/// One figure's course, minute by minute, from the minutes that are remembered: a minute that is not did not move.
final class Curve {

    static final long MINUTE = 60_000;

    private Curve() {}

    /// A minute: its start (epoch milliseconds), and the level at its begin, least, largest, at its end, and its time-weighted mean.
    record Point(long at, int open, int min, int max, int close, double mean) {}

    /// The whole minutes of `[from, to)`. Levels are carried over minutes that did not move: on from the one before, or, before the
    /// first that did, back from it; where none did it is `still` all along.
    static List<Point> of(List<MinuteSource.Minute> moved, long from, long to, int still) {
        var points = new ArrayList<Point>();
        int level = moved.isEmpty() ? still : moved.getFirst().open();
        int next = 0;
        for (long at = from; at + MINUTE <= to; at += MINUTE) {
            while (next < moved.size() && moved.get(next).at() < at)
                level = moved.get(next++).close();
            if (next < moved.size() && moved.get(next).at() == at) {
                var minute = moved.get(next++);
                points.add(new Point(at, minute.open(), minute.min(), minute.max(), minute.close(), minute.mean()));
                level = minute.close();
            } else {
                points.add(new Point(at, level, level, level, level, level));
            }
        }
        return points;
    }
}
