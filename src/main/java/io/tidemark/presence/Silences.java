package io.tidemark.presence;

import io.tidemark.log.Packer;
import io.tidemark.log.Unpacker;
import java.util.ArrayList;
import java.util.List;

/// The stretches in which nobody could write to the log. Nobody is timed out for them: a deadline that was pending moves by the
/// stretch, and lies no nearer than 15 s after it.
final class Silences {

    /// A second passes in the log at least every second; more than this without an entry means that nobody could write.
    static final long LONGEST_PAUSE = 3_000;
    private static final long GRACE = 15_000;
    private static final long KEPT = 2 * 86_400_000L;

    private record Stretch(long from, long to) {}

    private final List<Stretch> stretches = new ArrayList<>();

    void add(long from, long to) {
        stretches.removeIf(stretch -> stretch.to < to - KEPT);
        stretches.add(new Stretch(from, to));
    }

    /// When a silence that began at `sign` has lasted `span` milliseconds in which it could have been broken.
    long deadline(long sign, long span) {
        long due = sign + span;
        int first = stretches.size();
        while (first > 0 && stretches.get(first - 1).from >= sign)
            first--;
        for (int i = first; i < stretches.size(); i++) {
            Stretch stretch = stretches.get(i);
            due = Math.max(due + stretch.to - stretch.from, stretch.to + GRACE);
        }
        return due;
    }

    void write(Packer out) {
        out.unsigned(stretches.size());
        for (Stretch stretch : stretches)
            out.unsigned(stretch.from).unsigned(stretch.to);
    }

    void read(Unpacker in) {
        for (int n = in.count(); n > 0; n--)
            stretches.add(new Stretch(in.unsigned(), in.unsigned()));
    }
}
