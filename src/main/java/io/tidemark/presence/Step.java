package io.tidemark.presence;

import io.tidemark.signal.Kind;
import io.tidemark.signal.Role;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One step of the levels: everything that one signal, one mass end or one thing due changes, seen as one. Only when it is complete are
/// minutes noted and peaks raised, so that what leaves and joins in one step is never counted twice.
final class Step {

    private final Live live;
    private final List<AccountNode> touched = new ArrayList<>();

    Step(Live live) {
        this.live = live;
    }

    /// Counts a session in (+1) or out (-1) where it is.
    void session(Session session, int one) {
        Occurrence occurrence = session.occurrence;
        connection(session.account, occurrence.kind, session.role, one);
        Breakdown.count(session.account, session.traits.facts, one);
        if (occurrence.count(session.role, one)) event(occurrence, one);
        live.touchScenes(occurrence.account);
    }

    /// Counts an occurrence in or out as a parallel event.
    void event(Occurrence occurrence, int one) {
        int section = Section.of(occurrence.kind).ordinal() * 4;
        for (AccountNode at = occurrence.account; at != null; at = at.parent) {
            add(at, Metric.EVENTS.ordinal(), one);
            add(at, section + Metric.EVENTS.ordinal(), one);
            if (one > 0) {
                at.liveEvents.add(occurrence);
            } else {
                at.liveEvents.remove(occurrence);
            }
        }
    }

    private void connection(AccountNode account, Kind kind, Role role, int one) {
        int section = Section.of(kind).ordinal() * 4;
        int metric = Metric.speaks(kind, role) ? Metric.SPEAKERS.ordinal() : Metric.PARTICIPANTS.ordinal();
        for (@Nullable
        AccountNode at = account; at != null; at = at.parent) {
            add(at, 0, one);
            add(at, metric, one);
            add(at, section, one);
            add(at, section + metric, one);
        }
    }

    private void add(AccountNode account, int cell, int delta) {
        long bit = 1L << cell;
        if (account.touched == 0) touched.add(account);
        if ((account.touched & bit) == 0) {
            account.touched |= bit;
            account.before[cell] = account.now[cell];
        }
        account.now[cell] += delta;
    }

    /// The step is complete: what has really changed is noted. Behind a level that is the same again there may be others.
    void end() {
        for (AccountNode account : touched) {
            long bits = account.touched;
            account.touched = 0;
            boolean changed = false;
            for (; bits != 0; bits &= bits - 1) {
                int cell = Long.numberOfTrailingZeros(bits);
                if (account.now[cell] != account.before[cell]) {
                    changed = true;
                    note(account, cell);
                }
            }
            if (changed) live.touchFigures(account);
            live.touchScene(account);
        }
        touched.clear();
    }

    private void note(AccountNode account, int cell) {
        int before = account.before[cell];
        int level = account.now[cell];
        boolean isHeld = account.master.isHeld();
        live.minuteOf(account).change(cell, before, level, live.now, isHeld);
        if (isHeld) {
            account.held |= 1L << cell;
            account.today.atLeast |= 1L << cell;
        } else if (level > before && account.today.raise(cell, level, live.now)) {
            account.marksRose = true;
        }
    }

    /// Levels were put together from what was kept: nothing is noted, nothing raised.
    void discard() {
        for (AccountNode account : touched)
            account.touched = 0;
        touched.clear();
    }

    /// A hold of the master is over, or has lasted long enough: peaks are raised to the levels reached.
    void release(Master master) {
        for (AccountNode account : master.accounts.values()) {
            if (account.held == 0) continue;
            for (long bits = account.held; bits != 0; bits &= bits - 1) {
                int cell = Long.numberOfTrailingZeros(bits);
                if (account.today.raise(cell, account.now[cell], live.now)) account.marksRose = true;
                live.minuteOf(account).raise(cell, account.now[cell]);
            }
            account.held = 0;
            live.touchFigures(account);
        }
    }
}
