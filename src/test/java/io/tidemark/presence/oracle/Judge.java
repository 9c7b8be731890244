package io.tidemark.presence.oracle;

import io.tidemark.log.Numbered;
import io.tidemark.log.Scope;
import io.tidemark.log.StreamId;
import io.tidemark.presence.oracle.World.End;
import io.tidemark.presence.oracle.World.Occurrence;
import io.tidemark.presence.oracle.World.Session;
import io.tidemark.signal.EventState;
import io.tidemark.signal.Signal;
import io.tidemark.signal.Signal.Event;
import io.tidemark.signal.Signal.Heartbeat;
import io.tidemark.signal.Signal.Join;
import io.tidemark.signal.Signal.Leave;
import io.tidemark.signal.Signal.Note;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What each signal does to the set of sessions and events.
final class Judge {
    final List<String> refusals = new ArrayList<>();
    private final World world;
    private final Figures figures;
    private final Set<Mutation> broken;
    private final Joins joins;

    Judge(World world, Figures figures, Set<Mutation> broken) {
        this.world = world;
        this.figures = figures;
        this.broken = broken;
        this.joins = new Joins(world, figures, this, broken);
    }

    /// Who says something, and when it counts: `who` is a stream's id or the origin of a plain message.
    record Said(Object who, boolean snapshot, Scope scope, long now, long sequence) {
        boolean inStream() {
            return who instanceof StreamId;
        }
    }

    void judge(Said said, Numbered numbered) {
        String account = account(said, numbered.signal());
        if (!reaches(said, account)) {
            refuse(said, numbered.index(), "other_account");
            return;
        }
        switch (numbered.signal()) {
            case Join join -> joins.join(said, join, account, numbered.index());
            case Heartbeat heartbeat -> heartbeat(said, heartbeat, numbered.index());
            case Leave leave -> leave(said, leave, World.master(account), numbered.index());
            case Event event -> event(said, event, account, numbered.index());
            case Note _ -> figures.signalled(account, said.now);
        }
        stepped(World.master(account), said.now);
    }

    /// After a step: which events have nobody, and all levels anew.
    void stepped(String master, long now) {
        for (Occurrence occurrence : world.occurrences) {
            if (!world.in(occurrence).isEmpty()) occurrence.due = null;
            else if (occurrence.due == null) occurrence.due = now + World.WINDOW;
        }
        figures.step(master, now);
    }

    void allLive(Object owner, long now) {
        if (!broken.contains(Mutation.ALIVE_IGNORED)) world.ownedBy(owner).forEach(session -> sign(session, now));
    }

    void sign(Session session, long now) {
        session.lastSign = now;
        int seconds = session.timeout == 0 ? 90 : session.timeout;
        session.due = session.timeout == 0 && session.owner instanceof StreamId
                ? null
                : (Long) Math.max(now + seconds * 1_000L, world.graceUntil);
    }

    void heartbeat(Said said, Heartbeat heartbeat, int index) {
        String account = account(said, heartbeat);
        Session session = world.session(World.master(account), heartbeat.session());
        if (session == null && reaches(said, account)) return;
        if (!reaches(said, account) || !reaches(said, session.account)) {
            refuse(said, index, "other_account");
            return;
        }
        if (session.formers.contains(said.who) && !broken.contains(Mutation.FORMER_OWNERS_HEARTBEAT_RENEWS)) return;
        if (!session.owner.equals(said.who) && broken.contains(Mutation.OUTSIDE_HEARTBEAT_IGNORED)) return;
        sign(session, said.now);
    }

    private void leave(Said said, Leave leave, String master, int index) {
        Session session = world.session(master, leave.session());
        if (session == null) {
            if (!said.inStream() && !broken.contains(Mutation.LEAVE_OF_UNKNOWN_FORGOTTEN))
                world.rememberSession(master, leave.session(), leave.at(), said.now);
            return;
        }
        if (!reaches(said, session.account)) {
            refuse(said, index, "other_account");
            return;
        }
        if (session.formers.contains(said.who) && !broken.contains(Mutation.FORMER_OWNER_IS_HEARD)) return;
        boolean later = said.inStream() && session.owner.equals(said.who) || broken.contains(Mutation.LATE_LEAVE_ENDS);
        if (later || leave.at() >= session.at) world.end(session, leave.at(), said.now);
    }

    private void event(Said said, Event event, String account, int index) {
        String master = World.master(account);
        Occurrence occurrence = world.occurrence(master, event.event());
        if (event.state() == EventState.PLANNED) {
            figures.signalled(account, said.now);
        } else if (occurrence != null && !reaches(said, occurrence.account)) {
            refuse(said, index, "other_account");
        } else if (event.state() == EventState.STARTED) {
            started(said, event, account, occurrence, index);
        } else if (!broken.contains(Mutation.EVENT_END_IGNORED)) {
            ended(said, event, master, occurrence);
        }
    }

    private void started(Said said, Event event, String account, @Nullable Occurrence live, int index) {
        String master = World.master(account);
        if (live != null) {
            if (event.kind() != null && event.kind() != live.kind) {
                refuse(said, index, "kind_differs");
                return;
            }
            live.about = live.about.updatedBy(event.about());
            if (event.account() == null) return;
            live.account = event.account();
            figures.signalled(account, said.now);
            return;
        }
        End ended = world.eventEnd(master, event.event(), said.now);
        if (event.kind() == null) {
            refuse(said, index, "unknown_event");
        } else if (!said.inStream() && ended != null && event.at() < ended.at()) {
            refuse(said, index, "ended");
        } else {
            figures.signalled(account, said.now);
            world.begin(master, event.event(), account, event.kind(), event.at()).about = event.about();
        }
    }

    private void ended(Said said, Event event, String master, @Nullable Occurrence live) {
        if (live != null && event.kind() != null && event.kind() != live.kind && broken.contains(Mutation.END_JUDGED_BY_KIND)) return;
        boolean before = live != null && !said.inStream() && event.at() < live.start;
        if (live == null || before) {
            if (!said.inStream()) world.rememberEvent(master, event.event(), event.at(), said.now);
            return;
        }
        for (Session session : world.in(live)) {
            boolean spared = session.start > event.at() && !session.owner.equals(said.inStream() ? said.who : "");
            if (!spared || broken.contains(Mutation.EVENT_END_SPARES_NOBODY)) world.end(session, event.at(), said.now);
        }
        List<Session> survivors = world.in(live);
        world.occurrences.remove(live);
        world.rememberEvent(master, event.event(), event.at(), said.now);
        if (survivors.isEmpty()) return;
        long start = survivors.stream().mapToLong(survivor -> survivor.start).min().getAsLong();
        world.begin(master, event.event(), live.account, live.kind, start).about = live.about;
    }

    private static String account(Said said, Signal signal) {
        return signal.account() != null ? signal.account() : Objects.requireNonNull(said.scope.defaultAccount());
    }

    boolean reaches(Said said, String account) {
        String reach = said.scope.reach();
        return broken.contains(Mutation.REACH_NOT_JUDGED) || reach.equals("*") || World.line(account).contains(reach);
    }

    boolean refuse(Said said, int index, String code) {
        refusals.add(said.sequence + "/" + index + " " + code);
        return true;
    }
}
