package io.tidemark.presence;

import io.tidemark.log.Entry;
import io.tidemark.log.Item;
import io.tidemark.log.Numbered;
import io.tidemark.log.Origin;
import io.tidemark.log.Scope;
import io.tidemark.log.StreamId;
import io.tidemark.signal.Account;
import io.tidemark.signal.Signal.Heartbeat;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads signs of life again from the log before the position: the one thing that is not kept with every commit. Whoever gave one
/// then is judged as it would be now, which comes to the same: each change of owner is itself a later sign of life. Entries come in
/// any order; when the latest come first, the rest soon has nothing to tell.
public final class Recall {

    private final Live live;
    private final List<Session> sessions = new ArrayList<>();
    private final List<Stream> streams = new ArrayList<>();

    Recall(Live live) {
        this.live = live;
        live.sessions.forEach(sessions::add);
        live.masters.values().forEach(master -> streams.addAll(master.streams.values()));
    }

    public void signs(Entry entry) {
        for (Item item : entry.items())
            signs(entry.time(), item);
    }

    /// Whether no sign from before `time` matters any more: of everybody a later one is known. For sessions of a stream that may be the
    /// stream's own.
    public boolean isOver(long time) {
        streams.removeIf(stream -> stream.sign >= time || stream.isSilent());
        sessions.removeIf(session -> session.lastSign() >= time);
        return streams.isEmpty() && sessions.isEmpty();
    }

    private void signs(long time, Item item) {
        switch (item) {
            case Item.Opened opened -> heard(opened.stream(), time, false);
            case Item.Gap gap -> heard(gap.stream(), time, false);
            case Item.Frame frame -> {
                heard(frame.stream(), time, false);
                signals(time, Holder.idOf(frame.stream()), frame.scope(), frame.signals());
            }
            case Item.SnapshotPart part -> heard(part.stream(), time, false);
            case Item.Beat beat -> {
                heard(beat.stream(), time, beat.alive());
                for (Heartbeat heartbeat : beat.heartbeats())
                    heartbeat(time, Holder.idOf(beat.stream()), beat.scope(), heartbeat);
            }
            case Item.Plain plain -> {
                heard(plain.origin(), time, plain.alive());
                if (plain.alive()) alive(time, plain.origin());
                signals(time, Holder.idOf(plain.origin()), plain.scope(), plain.signals());
            }
            case Item.Tick _,Item.Settings _,Item.KnownPeaks _ -> {
            }
        }
    }

    private void heard(StreamId id, long time, boolean isAlive) {
        Master master = live.masters.get(id.master());
        Stream stream = master == null ? null : master.streams.get(id);
        if (stream != null) live.keeping.recall(stream, time, isAlive);
    }

    /// What was said before a stream was opened was not said of it.
    private void heard(Origin origin, long time, boolean isAlive) {
        for (Stream stream : live.openedThrough(origin))
            if (time > stream.openedAt) live.keeping.recall(stream, time, isAlive);
    }

    private void alive(long time, Origin origin) {
        for (Session session = live.holder(origin).first; session != null; session = session.nextOfHolder)
            live.keeping.recall(session, time);
    }

    private void signals(long time, long holder, Scope scope, List<Numbered> signals) {
        for (Numbered numbered : signals)
            if (numbered.signal() instanceof Heartbeat heartbeat) heartbeat(time, holder, scope, heartbeat);
    }

    private void heartbeat(long time, long holder, Scope scope, Heartbeat heartbeat) {
        Session session = session(scope, heartbeat);
        if (session != null && scope.reaches(session.account.path) && !session.wasOwnedBy(holder)) live.keeping.recall(session, time);
    }

    private @Nullable Session session(Scope scope, Heartbeat heartbeat) {
        String account = heartbeat.account() != null ? heartbeat.account() : scope.defaultAccount();
        if (account == null || !scope.reaches(account)) return null;
        Master master = live.masters.get(Account.master(account));
        return master == null ? null : live.sessions.get(master, heartbeat.id());
    }
}
