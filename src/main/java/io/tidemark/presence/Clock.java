package io.tidemark.presence;

/// Lets the log's time pass: whatever is due before an entry happens before it, in order. There is no other clock.
final class Clock {

    private final Live live;
    private final Endings endings;
    private final Streams streams;
    private final Holds holds;

    Clock(Live live, Endings endings, Streams streams, Holds holds) {
        this.live = live;
        this.endings = endings;
        this.streams = streams;
        this.holds = holds;
    }

    void advance(long time) {
        if (live.now > 0 && time - live.now > Silences.LONGEST_PAUSE) silence(live.now, time);
        for (;;) {
            Timed first = live.timers.first(time);
            long due = first == null ? Long.MAX_VALUE : first.queuedFor;
            long midnight = live.days.next();
            if (midnight <= time && midnight <= due) {
                live.moveTo(midnight);
                live.days.roll(midnight);
            } else if (first != null) {
                live.moveTo(Math.max(due, live.now));
                happen(first);
                live.step.end();
            } else {
                break;
            }
        }
        live.moveTo(time);
    }

    private void happen(Timed due) {
        switch (due) {
            case Session session -> endings.silent(session, "fell silent");
            case Stream stream -> streams.silent(stream);
            case Occurrence occurrence -> endings.end(occurrence, occurrence.lastEnd);
            case Hold hold -> holds.due(hold);
            case Master master -> holds.due(master);
        }
    }

    /// Nobody could write for a while: no one is timed out for it, what was live may have been more, and of no master is anything known.
    private void silence(long from, long to) {
        live.silences.add(from, to);
        for (Master master : live.masters.values()) {
            for (AccountNode account : master.accounts.values()) {
                if (account.now[0] == 0) continue;
                account.unknownUntil = to;
                live.unknown(account);
            }
            live.facts.silence(master, null, from, to);
        }
    }
}
