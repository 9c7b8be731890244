package io.tidemark.presence;

import io.tidemark.signal.Account;
import io.tidemark.signal.Id;
import io.tidemark.signal.Signal.Heartbeat;
import io.tidemark.signal.Signal.Leave;
import org.jspecify.annotations.Nullable;

/// How sessions live on and end: heartbeats, leaves, silence. Nothing is a ghost: whatever happens, every session ends, never before
/// its start, and one that fell silent ends at its last sign of life.
final class Endings {

    private final Live live;
    private final Refusals refusals;

    Endings(Live live, Refusals refusals) {
        this.live = live;
        this.refusals = refusals;
    }

    void heartbeat(Said said, int index, Heartbeat heartbeat) {
        Session session = session(said.account(heartbeat), heartbeat.id());
        if (session == null) {
            if (live.mayTellUnknown(said.account(heartbeat), heartbeat.session()))
                refusals.refuse(said, index, heartbeat, Reason.UNKNOWN_SESSION, "session is not live; join again", heartbeat.id());
        } else if (!said.reaches(session.account)) {
            refusals.refuse(said, index, heartbeat, Reason.OTHER_ACCOUNT, "session is held by another account", heartbeat.id());
        } else if (!session.wasOwnedBy(said.holderId())) {
            live.keeping.sign(session);
        }
    }

    void leave(Said said, int index, Leave leave) {
        Session session = session(said.account(leave), leave.id());
        if (session == null) {
            leaveUnknown(said, index, leave);
        } else if (!said.reaches(session.account)) {
            refusals.refuse(said, index, leave, Reason.OTHER_ACCOUNT, "session is held by another account", leave.id());
        } else if (mayEnd(said, leave, session)) {
            end(session, leave.at(), leave.reason() == null ? "left" : leave.reason());
        }
    }

    private boolean mayEnd(Said said, Leave leave, Session session) {
        boolean own = session.holder.id == said.holderId();
        if (!own && session.wasOwnedBy(said.holderId())) return false;
        return own && said.inStream() || leave.at() >= session.at;
    }

    private void leaveUnknown(Said said, int index, Leave leave) {
        if (said.inStream()) return;
        Master master = live.makeMaster(Account.master(said.account(leave)));
        live.ends.remember(master, false, leave.id(), leave.at(), live.now);
        live.facts.late(said.account(leave), leave, said.identity() + '|' + index);
    }

    private @Nullable Session session(String account, Id id) {
        Master master = live.master(account);
        return master == null ? null : live.sessions.get(master, id);
    }

    /// Its own silence, or that of its holder, has lasted too long.
    void silent(Session session, String reason) {
        end(session, session.lastSign(), reason);
    }

    /// All sessions of a holder fell silent; the caller completes the step.
    void silent(Holder holder, String reason) {
        for (Session session = holder.first; session != null; session = holder.first)
            silent(session, reason);
    }

    /// Ends a session at `at`, or at the beginning of its stretch if that is later.
    void end(Session session, long at, String reason) {
        long end = Math.max(at, session.stretchStart);
        if (session.counted) live.step.session(session, -1);
        live.facts.stretch(session, end, reason);
        live.sessions.remove(session);
        live.timers.remove(session);
        live.disown(session);
        leaveEvent(session, end);
        live.traits.release(session.traits);
        live.ends.remember(session.master(), false, session.key(), end, live.now);
        live.touch(session);
    }

    /// Takes a session out of its occurrence, which lingers for a while when it was the last.
    void leaveEvent(Session session, long at) {
        Occurrence occurrence = session.occurrence;
        occurrence.remove(session);
        occurrence.lastEnd = Math.max(occurrence.lastEnd, at);
        if (occurrence.count == 0) occurrence.emptySince = live.now;
        live.touch(occurrence);
        live.timers.update(occurrence);
    }

    /// An occurrence is over: it no longer takes joins, and late ones belong to it.
    void end(Occurrence occurrence, long at) {
        Master master = occurrence.account.master;
        master.events.remove(occurrence.event);
        live.timers.remove(occurrence);
        live.ends.remember(master, true, Id.of(occurrence.event), at, live.now);
        live.facts.event(occurrence, at);
        live.touch(occurrence);
    }
}
