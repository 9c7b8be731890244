package io.tidemark.presence;

import io.tidemark.signal.Id;
import io.tidemark.signal.Account;
import io.tidemark.signal.Kind;
import io.tidemark.signal.Signal.Event;
import java.util.ArrayList;
import java.util.List;

/// What `event` signals do: begin an occurrence, tell about it, end it with all its sessions.
final class Events {

    private final Live live;
    private final Endings endings;
    private final Refusals refusals;

    Events(Live live, Endings endings, Refusals refusals) {
        this.live = live;
        this.endings = endings;
        this.refusals = refusals;
    }

    void event(Said said, int index, Event event) {
        Occurrence occurrence = live.event(live.master(said.account(event)), event.event());
        switch (event.state()) {
            case PLANNED -> live.facts.plan(live.signalled(said.account(event)), event);
            case STARTED -> {
                if (occurrence == null) {
                    begin(said, index, event);
                } else if (isReached(said, index, event, occurrence) && isOfItsKind(said, index, event, occurrence)) {
                    tell(event, occurrence);
                }
            }
            case ENDED -> {
                if (occurrence == null) {
                    endUnknown(said, index, event);
                } else if (isReached(said, index, event, occurrence)) {
                    end(said, event, occurrence);
                }
            }
        }
    }

    private boolean isReached(Said said, int index, Event event, Occurrence occurrence) {
        if (said.reaches(occurrence.account)) return true;
        refusals.refuse(said, index, event, Reason.OTHER_ACCOUNT, "event is held by another account", null);
        return false;
    }

    private boolean isOfItsKind(Said said, int index, Event event, Occurrence occurrence) {
        return event.kind() == null || !refusals.refuseIfKindDiffers(said, index, event, occurrence, event.kind(), null);
    }

    private void begin(Said said, int index, Event event) {
        if (event.kind() == null) {
            refusals.refuse(said, index, event, Reason.UNKNOWN_EVENT, "event is not live; name its kind to begin it", null);
            return;
        }
        if (refusals.refuseIfEventEnded(said, index, event, live.master(said.account(event)), event.event(), null)) return;
        AccountNode account = live.signalled(said.account(event));
        var occurrence = new Occurrence(live, ++live.lastOccurrence, event.event(), event.kind(), account, event.about(), event.at());
        occurrence.emptySince = live.now;
        account.master.events.put(event.event(), occurrence);
        live.touch(occurrence);
        live.timers.update(occurrence);
    }

    private void tell(Event event, Occurrence occurrence) {
        occurrence.about = occurrence.about.updatedBy(event.about());
        if (event.account() != null) settle(occurrence, live.signalled(event.account()));
        occurrence.untold = true;
        live.touch(occurrence);
        live.touchScenes(occurrence.account);
    }

    /// The occurrence counts in `account` from now on.
    private void settle(Occurrence occurrence, AccountNode account) {
        if (occurrence.account == account) return;
        boolean counts = occurrence.connections > 0 && occurrence.kind != Kind.VOD;
        if (counts) live.step.event(occurrence, -1);
        live.touchScenes(occurrence.account);
        occurrence.account = account;
        if (counts) live.step.event(occurrence, 1);
    }

    private void end(Said said, Event event, Occurrence occurrence) {
        boolean inStream = said.inStream();
        if (!inStream && event.at() < occurrence.start) {
            live.ends.remember(occurrence.account.master, true, Id.of(event.event()), event.at(), live.now);
            return;
        }
        List<Session> survivors = new ArrayList<>();
        List<Session> over = new ArrayList<>();
        for (Session session = occurrence.first; session != null; session = session.nextOfEvent)
            (session.holder.stream != null && session.holder.stream == said.stream() || session.start <= event.at() ? over : survivors)
                    .add(session);
        for (Session session : over)
            endings.end(session, event.at(), "event ended");
        if (survivors.isEmpty()) {
            endings.end(occurrence, event.at());
        } else {
            goOn(occurrence, survivors, event.at());
        }
    }

    /// Those who began after the end go on in an occurrence of their own.
    private void goOn(Occurrence over, List<Session> survivors, long end) {
        for (Session session : survivors)
            if (session.counted) live.step.session(session, -1);
        var next = new Occurrence(live, ++live.lastOccurrence, over.event, over.kind, over.account, over.about,
                survivors.stream().mapToLong(session -> session.start).min().orElse(end));
        for (Session session : survivors) {
            over.remove(session);
            next.add(session);
            if (session.counted) live.step.session(session, 1);
            live.touch(session);
        }
        endings.end(over, end);
        over.account.master.events.put(next.event, next);
        live.touch(next);
    }

    private void endUnknown(Said said, int index, Event event) {
        if (said.inStream()) return;
        Master master = live.makeMaster(Account.master(said.account(event)));
        live.ends.remember(master, true, Id.of(event.event()), event.at(), live.now);
        live.facts.late(said.account(event), event, said.identity() + '|' + index);
    }
}
