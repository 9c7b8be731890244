package io.tidemark.presence;

import io.tidemark.signal.About;
import io.tidemark.signal.Facts;
import io.tidemark.signal.Role;
import io.tidemark.signal.Id;
import io.tidemark.signal.Signal.Join;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a join does: it begins a session, changes one that is live, takes one over from another owner, or only completes the
/// history of one. A session that is live is never counted twice, however often and by whomever it is announced.
final class Joins {

    private final Live live;
    private final Endings endings;
    private final Refusals refusals;

    Joins(Live live, Endings endings, Refusals refusals) {
        this.live = live;
        this.endings = endings;
        this.refusals = refusals;
    }

    void join(Said said, int index, Join join) {
        Master master = live.master(said.account(join));
        Session session = master == null ? null : live.sessions.get(master, join.id());
        if (session == null) {
            begin(said, index, join, master);
        } else if (!said.reaches(session.account)) {
            refusals.refuse(said, index, join, Reason.OTHER_ACCOUNT, "session is held by another account", join.id());
        } else {
            change(said, index, join, session);
        }
    }

    private void change(Said said, int index, Join join, Session session) {
        Holder holder = said.holder(live);
        boolean own = session.holder == holder;
        if (!own && said.isSnapshot() && session.wasOwnedBy(holder.id)) return;
        boolean isOlder = !(own && said.inStream()) && join.at() < session.at;
        if (refusedByEvent(said, index, join, session, isOlder)) return;
        if (isOlder) {
            complete(join, session, own);
        } else {
            if (!own) takeOver(session, holder);
            update(said, join, session);
        }
    }

    /// An older join fills in what is not known yet and changes nothing else.
    private void complete(Join join, Session session, boolean own) {
        Facts completed = join.facts().updatedBy(session.traits.facts);
        String user = session.user != null ? session.user : join.user();
        if (!completed.equals(session.traits.facts) || !Objects.equals(user, session.user))
            become(session, session.account, session.occurrence, session.role, completed, user, session.stretchStart);
        if (!own) return;
        session.sign = live.now;
        live.touch(session);
    }

    private boolean refusedByEvent(Said said, int index, Join join, Session session, boolean isOlder) {
        if (!isOlder && !session.occurrence.event.equals(join.event())
                && refusals.refuseIfEventEnded(said, index, join, session.master(), join.event(), join.id()))
            return true;
        return refusals.refuseIfKindDiffers(said, index, join, live.event(session.master(), join.event()), join.kind(), join.id());
    }

    private void takeOver(Session session, Holder holder) {
        session.forgetOwner(holder.id);
        session.rememberOwner(session.holder.id);
        session.seenInRound = 0;
        live.disown(session);
        live.own(session, holder);
    }

    private void update(Said said, Join join, Session session) {
        session.at = Math.max(session.at, join.at());
        session.sign = live.now;
        if (join.timeout() > 0) session.timeout = join.timeout();
        AccountNode account = join.account() == null ? session.account : live.signalled(join.account());
        Occurrence occurrence = occurrence(join, account);
        restretch(session, join.at(), account, occurrence, join.role(), session.traits.facts.updatedBy(join.facts()),
                join.user() != null ? join.user() : session.user);
        tellAbout(said, join, occurrence);
        live.touch(session);
        live.timers.update(session);
    }

    /// Begins a new stretch of a session if anything of it differs: out of the old place and into the new one in one step.
    private void restretch(Session session, long at, AccountNode account, Occurrence occurrence, Role role, Facts facts,
            @Nullable String user) {
        if (session.account == account && session.occurrence == occurrence && session.role == role && session.traits.facts.equals(facts)
                && Objects.equals(session.user, user))
            return;
        long changed = Math.max(at, session.stretchStart);
        if (changed > session.stretchStart) {
            live.facts.stretch(session, changed, "changed");
            session.stretch++;
            session.stretchStart = changed;
        }
        become(session, account, occurrence, role, facts, user, at);
    }

    private void become(Session session, AccountNode account, Occurrence occurrence, Role role, Facts facts, @Nullable String user,
            long at) {
        if (session.counted) live.step.session(session, -1);
        session.account = account;
        session.role = role;
        session.user = live.names.shared(user);
        Traits before = session.traits;
        session.traits = live.traits.use(facts);
        live.traits.release(before);
        if (session.occurrence != occurrence) move(session, occurrence, at);
        session.counted = account.master.counted.contains(facts.typeOrPerson());
        if (session.counted) live.step.session(session, 1);
        session.untold = true;
        live.touch(session);
    }

    private void move(Session session, Occurrence to, long at) {
        endings.leaveEvent(session, session.stretchStart);
        to.add(session);
        beginsBy(to, at);
        live.timers.update(to);
        live.touch(to);
    }

    private void begin(Said said, int index, Join join, @Nullable Master master) {
        Long ended = master == null ? null : live.ends.of(master, false, join.id(), live.now);
        if (!said.inStream()) {
            if (ended != null && join.at() <= ended) {
                refusals.late(said, index, join, Reason.ENDED, "session had ended already", join.id());
                return;
            }
            if (refusals.refuseIfEventEnded(said, index, join, master, join.event(), join.id())) return;
            if (join.at() < live.now - Ends.WINDOW) {
                refusals.late(said, index, join, Reason.TOO_LATE_TO_LIVE, "at is more than 10 minutes ago: counted in history only",
                        join.id());
                return;
            }
        }
        if (refusals.refuseIfKindDiffers(said, index, join, live.event(master, join.event()), join.kind(), join.id())) return;
        AccountNode account = live.signalled(said.account(join));
        if (join.replaces() != null && !join.replaces().equals(join.session()))
            replace(said, account.master, Id.of(join.replaces()), join.at());
        long start = ended == null || !said.inStream() ? join.at() : Math.max(join.at(), ended);
        open(said, join, account, start);
    }

    private void replace(Said said, Master master, Id replaced, long at) {
        Session session = live.sessions.get(master, replaced);
        if (session != null) {
            if (said.reaches(session.account)) endings.end(session, at, "replaced");
        } else if (!said.inStream()) {
            live.ends.remember(master, false, replaced, at, live.now);
        }
    }

    private void open(Said said, Join join, AccountNode account, long start) {
        Occurrence occurrence = occurrence(join, account);
        var session = new Session(join.id(), start, account, occurrence, said.holder(live),
                live.traits.use(join.facts()),
                join.role());
        session.user = live.names.shared(join.user());
        session.timeout = join.timeout();
        session.at = join.at();
        session.sign = live.now;
        session.counted = account.master.counted.contains(join.facts().typeOrPerson());
        live.sessions.add(session);
        live.own(session, session.holder);
        occurrence.add(session);
        beginsBy(occurrence, join.at());
        if (session.counted) live.step.session(session, 1);
        tellAbout(said, join, occurrence);
        live.touch(session);
        live.timers.update(session);
        live.timers.update(occurrence);
    }

    /// The live occurrence of the join's event, or a new one that is the join's account's.
    private Occurrence occurrence(Join join, AccountNode account) {
        Occurrence known = account.master.events.get(join.event());
        if (known != null) return known;
        var occurrence = new Occurrence(live, ++live.lastOccurrence, join.event(), join.kind(), account, join.about(), join.at());
        account.master.events.put(join.event(), occurrence);
        live.touch(occurrence);
        return occurrence;
    }

    private void beginsBy(Occurrence occurrence, long at) {
        if (at >= occurrence.start) return;
        occurrence.start = at;
        live.touch(occurrence);
        live.touchScenes(occurrence.account);
    }

    private void tellAbout(Said said, Join join, Occurrence occurrence) {
        if (!said.reaches(occurrence.account)) return;
        About about = occurrence.about.updatedBy(join.about());
        if (about.equals(occurrence.about)) return;
        occurrence.about = about;
        occurrence.untold = true;
        live.touch(occurrence);
        live.touchScenes(occurrence.account);
    }
}
