package io.tidemark.load.wire;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a producer keeps of one stream: the frames that may be asked for again.
final class StreamLog {

    private static final long KEPT_NANOS = 60_000_000_000L;
    private static final int MOST_KEPT = 200_000;

    final String master;
    boolean opened;
    private final Deque<Kept> kept = new ArrayDeque<>();
    private List<Kept> again = List.of();
    private int nextAgain;
    private final Deque<Kept> waiting = new ArrayDeque<>();
    private long last;
    private long sent;
    private long acked;
    private long durable;

    private record Kept(long sequence, String text, long nanos) {}

    StreamLog(String master) {
        this.master = master;
    }

    long add(List<String> signals) {
        last++;
        waiting.add(new Kept(last, "{\"account\":\"" + master + "\",\"seq\":" + last + ",\"signals\":[" + String.join(",", signals) + "]}",
                System.nanoTime()));
        return last;
    }

    /// The number of the last frame that there is.
    long last() {
        return last;
    }

    /// Frames that have not been sent once.
    int unsent() {
        return waiting.size();
    }

    int unacknowledged() {
        return (int) (last - acked);
    }

    /// The next text to send; `null` when there is none.
    @Nullable
    String next() {
        if (nextAgain < again.size()) return again.get(nextAgain++).text;
        var next = waiting.poll();
        if (next == null) return null;
        kept.add(next);
        sent = next.sequence;
        return next.text;
    }

    /// Frames from there on are sent again; `false` when the log no longer reaches back so far.
    boolean resumeFrom(long from) {
        acked = Math.min(Math.max(acked, from - 1), from - 1);
        durable = Math.min(durable, acked);
        if (from <= sent && (kept.isEmpty() || kept.getFirst().sequence > from)) return false;
        var list = new ArrayList<Kept>();
        for (Kept frame : kept)
            if (frame.sequence >= from) list.add(frame);
        again = list;
        nextAgain = 0;
        return true;
    }

    void acknowledged(long sequence, long durable) {
        acked = Math.max(acked, sequence);
        this.durable = Math.max(this.durable, durable);
    }

    /// What is durable and a minute old is not asked for again.
    void forgetOld() {
        long now = System.nanoTime();
        while (!kept.isEmpty() && (kept.getFirst().sequence <= durable && now - kept.getFirst().nanos > KEPT_NANOS
                || kept.size() > MOST_KEPT && kept.getFirst().sequence <= acked))
            kept.removeFirst();
        if (nextAgain >= again.size()) again = List.of();
    }

    /// A snapshot contains all of it.
    void forgetAll() {
        kept.clear();
        waiting.clear();
        again = List.of();
        nextAgain = 0;
        sent = last;
    }
}
