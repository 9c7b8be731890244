package io.tidemark.presence;

import io.tidemark.log.Origin;
import io.tidemark.log.StreamId;

/// A producer's stream into one master: whose sessions live as long as it does.
final class Stream extends Timed {

    static final long FORGOTTEN_AFTER = 86_400_000L;
    /// Silence of more than two heartbeats is unknown time, not nobody.
    static final long LONG_SILENCE = 60_000;

    final Live live;
    final StreamId id;
    final Master master;
    final Holder holder;
    final Hold hold;
    /// The connection that opened it last, and when.
    Origin origin = new Origin(0, 0);
    long openedAt;
    String incarnation = "";
    int timeout = Session.DEFAULT_TIMEOUT;
    /// The last item of it, the last `alive`, and the signs that are kept in Redis.
    long sign;
    long alive;
    long keptSign;
    long keptAlive;
    /// Whether it owes a snapshot, and when it fell silent last: it can again, whether it has brought one or not.
    boolean lapsed;
    long lapsedAt;
    long toldLapsed;
    long shown;
    /// The part of a snapshot that comes next, 0 when none is under way; its round; the last sign before its part 1.
    int nextPart;
    int round;
    long signBeforeSnapshot;
    boolean dirty;
    boolean watchedForKeeping;

    Stream(Live live, StreamId id, Master master) {
        this.live = live;
        this.id = id;
        this.master = master;
        this.holder = new Holder(Holder.idOf(id), this);
        this.hold = new Hold(this);
    }

    @Override
    long due() {
        if (!isSilent()) return live.silences.deadline(sign, 1000L * timeout);
        return holder.count > 0 ? Long.MAX_VALUE : sign + FORGOTTEN_AFTER;
    }

    /// Whether nothing has been heard since it lapsed.
    boolean isSilent() {
        return sign <= lapsedAt;
    }

    @Override
    int rank() {
        return 1;
    }
}
