package io.tidemark.presence.oracle;

import io.tidemark.presence.oracle.Judge.Said;
import io.tidemark.presence.oracle.World.End;
import io.tidemark.presence.oracle.World.Occurrence;
import io.tidemark.presence.oracle.World.Session;
import io.tidemark.signal.Signal.Join;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What a join does: opens a session, updates it, takes it over, or only completes what is known of it.
record Joins(World world, Figures figures, Judge judge, Set<Mutation> broken) {

    void join(Said said, Join join, String account, int index) {
        String master = World.master(account);
        Session session = world.session(master, join.session());
        if (session != null && !judge.reaches(said, session.account)) {
            judge.refuse(said, index, "other_account");
            return;
        }
        if (session != null && said.snapshot() && session.formers.contains(said.who())) return;
        if (session == null && !said.inStream() && cannotOpen(said, join, master, index)) return;
        if (session != null && !said.inStream() && cannotMove(said, join, session)) {
            judge.refuse(said, index, "ended");
            return;
        }
        Occurrence occurrence = world.occurrence(master, join.event());
        if (occurrence != null && occurrence.kind != join.kind() && !broken.contains(Mutation.KIND_NOT_JUDGED)) {
            judge.refuse(said, index, "kind_differs");
            return;
        }
        if (session == null) open(said, join, account);
        else if (isNews(said, join, session)) update(said, join, session);
        else
            complete(said, join, session);
    }

    /// Outside streams: what lies before a known end, or too far back, is history.
    private boolean cannotOpen(Said said, Join join, String master, int index) {
        End own = world.sessionEnd(master, join.session(), said.now());
        End events = world.eventEnd(master, join.event(), said.now());
        if (own != null && join.at() <= own.at() && !broken.contains(Mutation.ENDED_REOPENS)
                || events != null && join.at() < events.at() && !broken.contains(Mutation.ENDED_EVENT_REOPENS))
            return judge.refuse(said, index, "ended");
        boolean late = join.at() < said.now() - World.WINDOW && !broken.contains(Mutation.TOO_LATE_TAKEN);
        return late && judge.refuse(said, index, "too_late_to_live");
    }

    /// Into an event that had ended by then nobody moves.
    private boolean cannotMove(Said said, Join join, Session session) {
        End ended = world.eventEnd(session.master, join.event(), said.now());
        return !join.event().equals(session.event) && isNews(said, join, session) && ended != null && join.at() < ended.at();
    }

    private boolean isNews(Said said, Join join, Session session) {
        if (said.inStream() && session.owner.equals(said.who()) && !broken.contains(Mutation.STREAM_ORDER_BY_AT)) return true;
        return join.at() >= session.at || broken.contains(Mutation.OUTSIDE_ORDER_IGNORED);
    }

    private void open(Said said, Join join, String account) {
        String master = World.master(account);
        if (join.replaces() != null && !join.replaces().equals(join.session()) && !broken.contains(Mutation.REPLACES_IGNORED))
            replace(said, master, join);
        End end = world.sessionEnd(master, join.session(), said.now());
        var session = new Session();
        session.master = master;
        session.id = join.session();
        session.start = said.inStream() && end != null && !broken.contains(Mutation.STREAM_REOPENS_BEFORE_END)
                ? Math.max(join.at(), end.at())
                : join.at();
        session.stretchStart = session.start;
        session.owner = said.who();
        session.account = account;
        session.event = join.event();
        session.kind = join.kind();
        settle(said, join, session);
        session.facts = join.facts();
        world.sessions.add(session);
        figures.signalled(account, said.now());
        enter(said, join, session);
    }

    private void replace(Said said, String master, Join join) {
        Session replaced = world.session(master, join.replaces());
        if (replaced == null) {
            if (!said.inStream()) world.rememberSession(master, join.replaces(), join.at(), said.now());
        } else if (judge.reaches(said, replaced.account)) {
            if (broken.contains(Mutation.OPENS_BEFORE_IT_REPLACES)) peek(replaced, said.now());
            world.end(replaced, join.at(), said.now());
        }
    }

    /// The mutant that lets the new session in while the replaced one still counts.
    private void peek(Session session, long now) {
        session.weight++;
        figures.step(session.master, now);
        session.weight--;
    }

    private void update(Said said, Join join, Session session) {
        boolean moves = !join.event().equals(session.event) && !broken.contains(Mutation.EVENT_MOVE_IGNORED);
        long latest = Math.max(session.at, join.at());
        if (!session.owner.equals(said.who())) takeOver(said, session);
        else if (broken.contains(Mutation.SESSION_COUNTED_AGAIN_ON_REJOIN)) session.weight++;
        String account = join.account() == null || broken.contains(Mutation.ACCOUNT_MOVE_IGNORED) ? session.account : join.account();
        var facts = session.facts.updatedBy(join.facts());
        boolean otherFacts = !facts.equals(session.facts) || join.user() != null && !join.user().equals(session.user);
        if (moves || otherFacts || !account.equals(session.account) || join.role() != session.role)
            world.split(session, join.at());
        session.account = account;
        session.facts = facts;
        if (moves) {
            session.event = join.event();
            session.kind = join.kind();
        }
        settle(said, join, session);
        if (!broken.contains(Mutation.OWNERS_INSTANT_GOES_BACK)) session.at = latest;
        if (join.account() != null) figures.signalled(account, said.now());
        if (moves) enter(said, join, session);
        else if (world.occurrence(session.master, session.event) instanceof Occurrence occurrence) tell(said, join, occurrence);
    }

    private static void takeOver(Said said, Session session) {
        var formers = new ArrayList<>(session.formers);
        formers.remove(said.who());
        formers.add(session.owner);
        session.formers = List.copyOf(formers.subList(Math.max(0, formers.size() - 4), formers.size()));
        session.owner = said.who();
    }

    /// What an opening and an update have in common.
    private void settle(Said said, Join join, Session session) {
        session.at = join.at();
        if (!broken.contains(Mutation.ROLE_CHANGE_IGNORED) || session.start == session.stretchStart) session.role = join.role();
        if (join.user() != null) session.user = join.user();
        if (join.timeout() != 0) session.timeout = join.timeout();
        judge.sign(session, said.now());
    }

    private void enter(Said said, Join join, Session session) {
        Occurrence occurrence = world.occurrence(session.master, session.event);
        if (occurrence == null) {
            occurrence = world.begin(session.master, session.event, session.account, session.kind, join.at());
            occurrence.about = join.about();
            return;
        }
        occurrence.start = Math.min(occurrence.start, join.at());
        tell(said, join, occurrence);
    }

    private void tell(Said said, Join join, Occurrence occurrence) {
        if (judge.reaches(said, occurrence.account)) occurrence.about = occurrence.about.updatedBy(join.about());
    }

    private void complete(Said said, Join join, Session session) {
        boolean overwrites = broken.contains(Mutation.COMPLETING_OVERWRITES);
        session.facts = overwrites ? session.facts.updatedBy(join.facts()) : join.facts().updatedBy(session.facts);
        if (session.user == null) session.user = join.user();
        if (session.owner.equals(said.who())) judge.sign(session, said.now());
    }
}
