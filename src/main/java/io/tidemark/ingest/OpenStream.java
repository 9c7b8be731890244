package io.tidemark.ingest;

import io.tidemark.log.EntryId;
import io.tidemark.log.Scope;
import io.tidemark.log.StreamId;
import io.tidemark.shard.Durable;
import java.util.ArrayDeque;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// A stream as one socket holds it: how far it is acknowledged and durable, and whether its producer has been told to send again.
/// Confined to the socket's event loop.
final class OpenStream {

    private record Place(long sequence, EntryId entry) {}

    private static final long SAY_AGAIN_NANOS = 5_000_000_000L;
    /// The streams of a socket, opened together, do not ask together.
    private static final long CHECK_NANOS = 60_000_000_000L;
    /// While a replica is away for hours nothing becomes durable: above this the newest place stands for those before it.
    static final int MOST_PLACES = 1_000;

    private final StreamId id;
    private final int shard;
    private final Scope scope;
    private final int timeout;
    private final ArrayDeque<Place> notDurable = new ArrayDeque<>();
    private final SignsOfLife signs;
    private @Nullable EntryId openedIn;
    private boolean opening = true;
    private long losses;
    private long acked;
    private long durable;
    private long saidAcked;
    private long saidDurable;
    private boolean owesAck;
    private long resumeFrom;
    private long admitted;
    private long resumeSaid;

    OpenStream(StreamId id, int shard, Scope scope, int timeout) {
        this.id = id;
        this.shard = shard;
        this.scope = scope;
        this.timeout = timeout;
        long check = Math.min(CHECK_NANOS, timeout * 500_000_000L);
        this.signs = new SignsOfLife(ThreadLocalRandom.current().nextLong(check / 2, check));
    }

    StreamId id() {
        return id;
    }

    String master() {
        return id.master();
    }

    int shard() {
        return shard;
    }

    Scope scope() {
        return scope;
    }

    /// Seconds of silence after which it has lapsed.
    int timeout() {
        return timeout;
    }

    Reach reach() {
        return new Reach(scope, id.master());
    }

    boolean isOpen() {
        return openedIn != null && !opening;
    }

    /// The entry that opened it, `null` until that is known.
    @Nullable
    EntryId openedIn() {
        return openedIn;
    }

    /// It is being opened (again), by when the log had gone back `losses` times; whether it was not before.
    boolean beginOpening(long losses) {
        boolean first = !opening;
        opening = true;
        this.losses = losses;
        return first;
    }

    void opened(EntryId entry, long acknowledged) {
        openedIn = entry;
        opening = false;
        resumeFrom = 0;
        acked = acknowledged;
        durable = Math.min(durable, acknowledged);
        saidAcked = acknowledged;
        saidDurable = durable;
        notDurable.clear();
        notDurable.add(new Place(acknowledged, entry));
    }

    long acked() {
        return acked;
    }

    /// Whether a frame may go to the log, or is dropped because an earlier one is awaited.
    boolean admits(long sequence) {
        if (resumeFrom == 0)
            return true;
        if (sequence == admitted + 1)
            admitted = sequence;
        return sequence <= admitted;
    }

    /// Frames from `sequence` on are wanted again; whether that is to be said now.
    boolean resumeFrom(long sequence, long now) {
        boolean again = resumeFrom == sequence && now - resumeSaid < SAY_AGAIN_NANOS;
        if (again)
            return false;
        goBackTo(sequence - 1);
        resumeFrom = sequence;
        admitted = sequence - 1;
        resumeSaid = now;
        return true;
    }

    /// The frame to ask for once more, 0 when none is due.
    long overdue(long now) {
        if (resumeFrom == 0 || now - resumeSaid < SAY_AGAIN_NANOS)
            return 0;
        resumeSaid = now;
        admitted = resumeFrom - 1;
        return resumeFrom;
    }

    /// A snapshot begins: it brings what was asked for.
    void forgetResume() {
        resumeFrom = 0;
    }

    void logged(long sequence, EntryId entry) {
        if (resumeFrom > 0 && sequence >= resumeFrom)
            resumeFrom = 0;
        acked = Math.max(acked, sequence);
        if (notDurable.size() == MOST_PLACES)
            notDurable.removeLast();
        notDurable.add(new Place(sequence, entry));
    }

    void skipped(long acknowledged) {
        if (resumeFrom > 0 && acknowledged >= resumeFrom)
            resumeFrom = 0;
        acked = Math.max(acked, acknowledged);
        oweAck();
    }

    /// The next ack is said whether anything has moved or not: somebody waits for it.
    void oweAck() {
        owesAck = true;
    }

    /// Moves on to what is durable; `false` when the log has gone back since the stream was opened: what is left of its frames is not
    /// known then until it has been opened again.
    boolean follow(Durable now) {
        if (opening || openedIn == null)
            return true;
        if (!now.spares(openedIn, losses))
            return false;
        losses = now.losses();
        for (Place first = notDurable.peek(); first != null && !first.entry.isAfter(now.upTo()); first = notDurable.peek()) {
            durable = Math.max(durable, first.sequence);
            notDurable.remove();
        }
        return true;
    }

    boolean awaitsDurability() {
        return !notDurable.isEmpty();
    }

    int placesNotDurable() {
        return notDurable.size();
    }

    /// The ack that is due, `null` when nothing has moved since the last.
    @Nullable
    String takeAck() {
        if (acked == saidAcked && durable == saidDurable && !owesAck)
            return null;
        owesAck = false;
        saidAcked = acked;
        saidDurable = durable;
        return Answers.ack(id.master(), acked, durable);
    }

    /// What was acknowledged last.
    String ackAgain() {
        return Answers.ack(id.master(), saidAcked, saidDurable);
    }

    SignsOfLife signs() {
        return signs;
    }

    private void goBackTo(long sequence) {
        acked = Math.min(acked, sequence);
        durable = Math.min(durable, sequence);
        notDurable.removeIf(place -> place.sequence > sequence);
    }
}
