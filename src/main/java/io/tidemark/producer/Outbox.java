package io.tidemark.producer;

import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One stream: a master's queue, numbered log and window. No input or output, no clock and no thread of its own.
///
/// ```
///      past            log: kept frames                                queue
/// ──────────────┬──────────────────────────────────────────────┬─────────────────┐
///  set as of    │ base+1 …  acked │ … on the wire … │ cursor … last │ not numbered yet │
/// ```
///
/// A frame leaves the log when it is durable and old enough; its signals then move the set `past`. So the set after *any* kept
/// frame can be made (`past` and the frames up to there), and a snapshot never jumps over a frame that can still be sent: it
/// stands exactly where the server is, and the frames after it follow, with their usage and their instants.
final class Outbox {
    static final int MAX_SIGNALS = 1_000;
    static final int WINDOW = 1_000;

    private final int queue;
    private final long keepMillis;
    private final int keepSignals;
    private final Tally tally;

    private final ArrayDeque<Item> waiting = new ArrayDeque<>();
    private final Map<Long, Frame> log = new HashMap<>();
    private final LiveSessions past = new LiveSessions();
    private final Set<String> unknown = new HashSet<>();

    private String account;
    private long base;
    private long last;
    private long cursor = 1;
    private long sent;
    private long acked;
    private long durable;
    private long mostAcked;
    private long mostDurable;
    private long taken;
    private long settled;
    private int kept;
    private boolean open;
    private boolean snapshotWanted;
    private boolean snapshotForced;
    private @Nullable Iterator<String> parts;

    Outbox(String account, ProducerOptions options, Tally tally) {
        this.account = account;
        this.queue = options.queue();
        this.keepMillis = options.keep().toMillis();
        this.keepSignals = options.keepSignals();
        this.tally = tally;
    }

    String account() {
        return account;
    }

    boolean isOpen() {
        return open;
    }

    /// Signals taken so far, and how many of them are in acknowledged frames.
    long taken() {
        return taken;
    }

    long settled() {
        return settled;
    }

    long last() {
        return last;
    }

    /// Nothing more should be added for now.
    boolean isFull() {
        return waiting.size() >= queue || last - acked >= WINDOW;
    }

    /// Nothing more is taken: twice of what should wait.
    boolean isOverfull() {
        return waiting.size() >= 2L * queue;
    }

    void add(Item item) {
        waiting.add(item);
        taken++;
        tally.signals.increment();
        tally.waiting.increment();
    }

    /// The server has this stream up to and with `seq`; it may have gone back behind what it had acknowledged.
    void open(String name, long seq) {
        account = name;
        open = true;
        goBack(seq);
        sent = cursor - 1;
    }

    /// The server lacks what comes from `from` on. While a snapshot is on its way it is about to learn that anyhow.
    void resume(long from) {
        if (parts != null || from < 1 || from > last + 1) return;
        tally.resumes.increment();
        goBack(from - 1);
    }

    private void goBack(long seq) {
        acked = seq;
        durable = Math.min(durable, seq);
        cursor = Math.max(seq, base) + 1;
        parts = null;
        snapshotWanted = snapshotForced = seq < base;
        reached();
    }

    /// Counts what is acknowledged or safe for the first time.
    private void reached() {
        tally.acked.add(Math.max(0, acked - mostAcked));
        tally.durable.add(Math.max(0, durable - mostDurable));
        mostAcked = Math.max(mostAcked, acked);
        mostDurable = Math.max(mostDurable, durable);
        var frame = log.get(acked);
        if (frame != null) settled = Math.max(settled, frame.upTo());
    }

    /// The socket is gone; so is everything that was only on its way.
    void lost() {
        open = false;
        parts = null;
        snapshotWanted = false;
    }

    /// The stream's sessions have ended at the server. The snapshot waits until all that went over this socket is acknowledged,
    /// so that it skips nothing (and is not behind when a `resume` had crossed), but not for ever: [#force()].
    void lapsed() {
        if (parts == null) snapshotWanted = true;
    }

    void force() {
        if (!snapshotWanted) return;
        snapshotForced = true;
        cursor = Math.max(cursor, sent + 1);
    }

    void ack(long seq, long safe, long now) {
        acked = Math.max(acked, Math.min(seq, last));
        durable = Math.max(durable, Math.min(safe, last));
        cursor = Math.max(cursor, acked + 1);
        reached();
        trim(now);
    }

    /// The next message for the socket, `null` when there is none or none may be sent now.
    @Nullable
    String next(long now) {
        if (!open) return null;
        if (parts == null && snapshotWanted && (snapshotForced || cursor > sent && acked >= sent)) {
            parts = snapshot();
            snapshotWanted = snapshotForced = false;
        }
        if (parts != null) {
            String part = parts.next();
            if (!parts.hasNext()) parts = null;
            return part;
        }
        if (cursor - 1 - acked >= WINDOW) return null;
        if (snapshotWanted && cursor > sent || cursor > last && !form(now)) return null;
        sent = Math.max(sent, cursor);
        return kept(cursor++).text(account);
    }

    private boolean form(long now) {
        if (waiting.isEmpty()) return false;
        var items = new ArrayList<Item>(Math.min(waiting.size(), MAX_SIGNALS));
        int bytes = 0;
        for (var item = waiting.peek(); item != null && items.size() < MAX_SIGNALS; item = waiting.peek()) {
            bytes += item.bytes() + 1;
            if (bytes > Item.MAX_BYTES && !items.isEmpty()) break;
            items.add(waiting.remove());
        }
        kept += items.size();
        tally.waiting.add(-items.size());
        tally.frames.increment();
        log.put(++last, new Frame(last, items, now, taken - waiting.size()));
        trim(now);
        return true;
    }

    /// Lets go of what is acknowledged and either safe and old enough, or more than may be kept.
    void trim(long now) {
        while (base < acked) {
            var frame = log.get(base + 1);
            if (frame == null) return;
            boolean over = frame.seq() <= durable && now - frame.formed() >= keepMillis;
            if (!over && kept <= keepSignals) return;
            frame.items().forEach(past::apply);
            kept -= frame.items().size();
            log.remove(++base);
        }
    }

    private Iterator<String> snapshot() {
        tally.snapshots.increment();
        long seq = cursor - 1;
        var all = setAfter(seq).parts(MAX_SIGNALS, Item.MAX_BYTES).iterator();
        return new Iterator<>() {
            private int part;

            @Override
            public boolean hasNext() {
                return all.hasNext();
            }

            @Override
            public String next() {
                var joins = String.join(",", all.next());
                return "{\"type\":\"snapshot\",\"account\":\"%s\",\"seq\":%d,\"part\":%d,\"last\":%b,\"sessions\":[%s]}".formatted(account,
                        seq, ++part, !all.hasNext(), joins);
            }
        };
    }

    private LiveSessions setAfter(long seq) {
        var set = past.copy();
        for (long s = base + 1; s <= seq; s++) kept(s).items().forEach(set::apply);
        return set;
    }

    private Frame kept(long seq) {
        var frame = log.get(seq);
        if (frame == null) throw new IllegalStateException("frame " + seq + " is not in the log, which begins after " + base);
        return frame;
    }

    /// The signal at a place of a frame, `null` when it is no longer kept.
    @Nullable
    Item item(long seq, int index) {
        var frame = log.get(seq);
        return frame == null || index < 0 || index >= frame.items().size() ? null : frame.items().get(index);
    }

    /// The server does not know a session that we heard from. True for the first since the last [#joinAgain(long)].
    boolean unknown(String session) {
        return unknown.add(session) && unknown.size() == 1;
    }

    /// Joins those of the sessions that the server did not know and that are live here again, from now on.
    void joinAgain(long now) {
        var set = setAfter(last);
        waiting.forEach(set::apply);
        for (var session : List.copyOf(unknown)) {
            String join = set.join(session);
            if (join != null) add(Item.of(new JsonObject(join).put("at", now), 0, now));
        }
        unknown.clear();
    }
}
