package io.tidemark.presence;

import io.tidemark.log.Item;
import io.tidemark.signal.SessionClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Applies what is set for an account: its zone, and for a master which classes of sessions count in its whole tree.
final class AccountSettings {

    private final Live live;

    AccountSettings(Live live) {
        this.live = live;
    }

    /// An older revision than the one known changes nothing.
    void set(Item.Settings settings) {
        AccountNode account = live.account(settings.account());
        if (settings.revision() <= account.revision) return;
        account.revision = settings.revision();
        if (settings.zone() != null) live.days.changeZone(account, settings.zone());
        if (settings.counted() != null && account.parent == null) recount(account.master, settings.counted());
        live.dirtyAccounts.add(account);
    }

    /// Peaks that were known of a day before Redis lost them.
    void know(Item.KnownPeaks known) {
        AccountNode account = live.account(known.account());
        Peaks peaks = account.today.day == known.day() ? account.today : account.yesterday.day == known.day() ? account.yesterday : null;
        if (peaks == null) return;
        for (int i = 0; i < known.cells().length; i++)
            peaks.raise(known.cells()[i], known.peaks()[i], known.instants()[i]);
        live.touchFigures(account);
    }

    /// Counts the live sessions anew: first all out that no longer count, then all in.
    private void recount(Master master, Set<SessionClass> counted) {
        master.counted = Set.copyOf(counted);
        List<Session> changed = new ArrayList<>();
        live.sessions.forEach(session -> {
            if (session.master() == master && session.counted != counted.contains(session.traits.facts.typeOrPerson()))
                changed.add(session);
        });
        changed.stream().filter(session -> session.counted).toList().forEach(session -> recount(session, false));
        changed.stream().filter(session -> !session.counted && counted.contains(session.traits.facts.typeOrPerson()))
                .forEach(session -> recount(session, true));
    }

    private void recount(Session session, boolean counted) {
        if (live.now > session.stretchStart) {
            live.facts.stretch(session, live.now, "rule changed");
            session.stretch++;
            session.stretchStart = live.now;
        }
        session.untold = true;
        session.counted = counted;
        live.step.session(session, counted ? 1 : -1);
        live.touch(session);
    }
}
