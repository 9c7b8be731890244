package io.tidemark.presence;

import io.tidemark.log.Item;
import io.tidemark.log.Numbered;
import io.tidemark.log.Origin;
import io.tidemark.log.Scope;
import io.tidemark.log.StreamId;
import io.tidemark.signal.Account;
import io.tidemark.signal.Signal.Heartbeat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads signs of life again from the log before the position: the one thing that is not kept with every commit. Whoever gave one
/// then is judged as it would be now, which comes to the same: each change of owner is itself a later sign of life.
final class Recall {

    private Recall() {}

    static void signs(Live live, long time, Item item) {
        switch (item) {
            case Item.Opened opened -> heard(live, opened.stream(), time, false);
            case Item.Gap gap -> heard(live, gap.stream(), time, false);
            case Item.Frame frame -> {
                heard(live, frame.stream(), time, false);
                signals(live, time, Holder.idOf(frame.stream()), frame.scope(), frame.signals());
            }
            case Item.SnapshotPart part -> heard(live, part.stream(), time, false);
            case Item.Beat beat -> {
                heard(live, beat.stream(), time, beat.alive());
                for (Heartbeat heartbeat : beat.heartbeats())
                    heartbeat(live, time, Holder.idOf(beat.stream()), beat.scope(), heartbeat);
            }
            case Item.Plain plain -> {
                if (plain.alive()) alive(live, time, plain.origin());
                signals(live, time, Holder.idOf(plain.origin()), plain.scope(), plain.signals());
            }
            case Item.Tick _,Item.Settings _,Item.KnownPeaks _ -> {
            }
        }
    }

    private static void heard(Live live, StreamId id, long time, boolean isAlive) {
        Master master = live.masters.get(id.master());
        Stream stream = master == null ? null : master.streams.get(id);
        if (stream != null) live.keeping.recall(stream, time, isAlive);
    }

    private static void alive(Live live, long time, Origin origin) {
        for (Session session = live.holder(origin).first; session != null; session = session.nextOfHolder)
            live.keeping.recall(session, time);
    }

    private static void signals(Live live, long time, long holder, Scope scope, List<Numbered> signals) {
        for (Numbered numbered : signals)
            if (numbered.signal() instanceof Heartbeat heartbeat) heartbeat(live, time, holder, scope, heartbeat);
    }

    private static void heartbeat(Live live, long time, long holder, Scope scope, Heartbeat heartbeat) {
        Session session = session(live, scope, heartbeat);
        if (session != null && scope.reaches(session.account.path) && !session.wasOwnedBy(holder)) live.keeping.recall(session, time);
    }

    private static @Nullable Session session(Live live, Scope scope, Heartbeat heartbeat) {
        String account = heartbeat.account() != null ? heartbeat.account() : scope.defaultAccount();
        if (account == null || !scope.reaches(account)) return null;
        Master master = live.masters.get(Account.master(account));
        return master == null ? null : live.sessions.get(master, heartbeat.session());
    }
}
