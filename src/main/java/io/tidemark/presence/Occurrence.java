package io.tidemark.presence;

import io.tidemark.signal.About;
import io.tidemark.signal.Kind;
import io.tidemark.signal.Role;
import org.jspecify.annotations.Nullable;

/// One time that an event takes place, from its first signal until it is ended or has been empty for ten minutes.
final class Occurrence extends Timed {

    static final long LINGER = 600_000;

    final Live live;
    final int number;
    final String event;
    final Kind kind;
    AccountNode account;
    About about;
    long start;
    /// The greatest end of its sessions so far; its start when none has ended.
    long lastEnd;
    /// Since when it has been empty (the log's time), meaningful while [#count] is 0.
    long emptySince;
    int count;
    int connections;
    int speakers;
    int participants;
    boolean dirty;
    boolean untold = true;
    @Nullable
    Session first;

    Occurrence(Live live, int number, String event, Kind kind, AccountNode account, About about, long start) {
        this.live = live;
        this.number = number;
        this.event = event;
        this.kind = kind;
        this.account = account;
        this.about = about;
        this.start = start;
        this.lastEnd = start;
    }

    void add(Session session) {
        session.occurrence = this;
        session.previousOfEvent = null;
        session.nextOfEvent = first;
        if (first != null) first.previousOfEvent = session;
        first = session;
        count++;
    }

    void remove(Session session) {
        Session next = session.nextOfEvent;
        Session previous = session.previousOfEvent;
        if (next != null) next.previousOfEvent = previous;
        if (previous == null) {
            first = next;
        } else {
            previous.nextOfEvent = next;
        }
        session.nextOfEvent = null;
        session.previousOfEvent = null;
        count--;
    }

    /// Counts a session in or out; says whether that made the occurrence begin or cease to count as a parallel event.
    boolean count(Role role, int one) {
        connections += one;
        if (Metric.speaks(kind, role)) speakers += one;
        if (Metric.watches(kind, role)) participants += one;
        return kind != Kind.VOD && connections == (one > 0 ? 1 : 0);
    }

    @Override
    long due() {
        return count > 0 ? Long.MAX_VALUE : live.silences.deadline(emptySince, LINGER);
    }

    @Override
    int rank() {
        return 2;
    }
}
