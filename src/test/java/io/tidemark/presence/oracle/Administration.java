package io.tidemark.presence.oracle;

import io.tidemark.log.Item;
import io.tidemark.presence.oracle.Figures.Account;
import io.tidemark.presence.oracle.World.Session;
import io.tidemark.signal.SessionClass;
import java.util.Set;

/// What is set from outside: zones, counting rules, and peaks that were known before.
record Administration(World world, Figures figures, Judge judge, Set<Mutation> broken) {
    void set(Item.Settings settings, long now) {
        Account account = figures.account(settings.account(), now);
        if (settings.revision() <= account.revision) return;
        account.revision = settings.revision();
        if (settings.zone() != null) zone(account, settings.zone(), now);
        Set<SessionClass> counted = settings.counted();
        if (counted == null || account.path.contains("/") || broken.contains(Mutation.COUNTING_RULE_IGNORED)) return;
        for (Session session : world.sessions)
            if (session.master.equals(account.path) && counted.contains(session.facts.typeOrPerson()) != world.counted(session))
                world.split(session, now);
        world.countingRules.put(account.path, Set.copyOf(counted));
        judge.stepped(account.path, now);
    }

    private void zone(Account account, String zone, long now) {
        if (account.signalled && !broken.contains(Mutation.ZONE_AT_ONCE)) {
            account.nextZone = zone;
            return;
        }
        account.zone = zone;
        account.nextZone = null;
        account.call(Figures.localDay(now, zone));
    }

    void known(Item.KnownPeaks known, long now) {
        Account account = figures.account(known.account(), now);
        var day = known.day() == account.day ? account.today : known.day() == account.day - 1 ? account.yesterday : null;
        for (int i = 0; day != null && i < known.cells().length; i++)
            day.raise(known.cells()[i], known.peaks()[i], known.instants()[i]);
    }
}
