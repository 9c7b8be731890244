package io.tidemark.presence;

import io.tidemark.log.Packer;
import io.tidemark.log.Unpacker;
import java.util.ArrayList;
import java.util.List;

/// The stretches in which nobody could write to the log. Nobody is timed out for them: a deadline that was pending moves by the
/// stretch, and none lies nearer than 15 s after it. So no sign of life brings a deadline nearer.
final class Silences {

    /// A second passes in the log at least every second; more than this without an entry means that nobody could write.
    static final long LONGEST_PAUSE = 3_000;
    private static final long GRACE = 15_000;
    /// Longer than the longest timeout: no deadline that is pending was set before so much time in which it could have come.
    private static final long KEPT = 2 * 86_400_000L;

    private record Stretch(long from, long to) {}

    private final List<Stretch> stretches = new ArrayList<>();

    void add(long from, long to) {
        stretches.add(new Stretch(from, to));
        long passed = 0;
        for (int i = stretches.size() - 1; i > 0; i--) {
            passed += stretches.get(i).from - stretches.get(i - 1).to;
            if (passed <= KEPT) continue;
            stretches.subList(0, i).clear();
            return;
        }
    }

    /// When a silence that began at `sign` has lasted `span` milliseconds in which it could have been broken.
    long deadline(long sign, long span) {
        long due = sign + span;
        int first = stretches.size();
        while (first > 0 && stretches.get(first - 1).from >= sign)
            first--;
        if (first > 0) due = Math.max(due, stretches.get(first - 1).to + GRACE);
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
