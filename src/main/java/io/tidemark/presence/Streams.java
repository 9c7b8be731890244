package io.tidemark.presence;

import io.tidemark.log.Item.Opened;
import io.tidemark.log.Item.SnapshotPart;
import io.tidemark.log.Numbered;
import io.tidemark.log.Origin;
import io.tidemark.log.StreamId;
import io.tidemark.signal.Signal.Join;
import java.util.List;

/// The life of streams: opened, heard, behind, silent for too long, made whole by a snapshot.
final class Streams {

    private static final long BEHIND = 5_000;
    private static final long TELL_AGAIN = 5_000;
    private static final long SHOWN_EVERY = 10_000;

    private final Live live;
    private final Endings endings;
    private final Holds holds;

    Streams(Live live, Endings endings, Holds holds) {
        this.live = live;
        this.endings = endings;
        this.holds = holds;
    }

    void opened(Opened opened) {
        live.account(opened.stream().master());
        Stream stream = stream(opened.stream());
        boolean isNew = !stream.incarnation.equals(opened.incarnation());
        if (isNew) {
            endings.silent(stream.holder, "producer began anew");
            live.step.end();
            holds.forget(stream.hold);
            stream.hold.bannedUntil = 0;
            stream.incarnation = opened.incarnation();
            stream.lapsed = false;
            stream.alive = 0;
        } else {
            stream.toldLapsed = 0;
            holds.endSnapshot(stream.hold);
        }
        stream.nextPart = 0;
        stream.timeout = opened.timeout();
        opened(stream, opened.origin());
        live.notices.add(new Notice.Opened(opened.origin(), opened.stream()));
        heard(stream, opened.origin());
        live.touch(stream);
    }

    /// The stream of an id, which an item about it brings into being.
    Stream stream(StreamId id) {
        Master master = live.makeMaster(id.master());
        Stream known = master.streams.get(id);
        if (known != null) return known;
        var stream = new Stream(live, id, master);
        stream.sign = live.now;
        master.streams.put(id, stream);
        live.touch(stream);
        return stream;
    }

    /// What the stream says through a connection has passed the check of its fence: that one has opened it last.
    private void opened(Stream stream, Origin origin) {
        live.open(stream, origin);
        stream.openedAt = live.now;
        live.touch(stream);
    }

    /// An item of the stream: it lives, and if it had lapsed it is told so.
    void heard(Stream stream, Origin origin) {
        if (live.now - stream.sign > Stream.LONG_SILENCE && !stream.isSilent() && stream.holder.count > 0)
            live.facts.silence(stream.master, stream, stream.sign, live.now);
        if (!stream.origin.equals(origin)) opened(stream, origin);
        if (stream.isSilent()) live.touch(stream);
        live.keeping.sign(stream);
        if (stream.lapsed && live.now - stream.toldLapsed >= TELL_AGAIN) {
            stream.toldLapsed = live.now;
            live.notices.add(new Notice.Lapsed(origin, stream.id));
        }
        live.timers.update(stream);
        if (live.now - stream.shown >= SHOWN_EVERY) scene(stream);
    }

    /// A message of a connection is a sign of life of all streams that it has opened; `isAlive`: of their sessions too.
    void heard(Origin origin, boolean isAlive) {
        for (Stream stream : live.openedThrough(origin)) {
            heard(stream, origin);
            if (!isAlive) continue;
            stream.alive = live.now;
            // who recalls the log cannot tell what came first in this instant
            if (stream.openedAt == live.now) live.touch(stream);
        }
    }

    /// A frame's signals are about to be applied: is the stream behind, or has it caught up?
    void frame(Stream stream, List<Numbered> signals) {
        if (signals.isEmpty()) return;
        long latest = Long.MIN_VALUE;
        for (Numbered numbered : signals)
            latest = Math.max(latest, numbered.signal().at());
        if (live.now - latest > BEHIND) {
            holds.catchUp(stream.hold);
        } else {
            holds.caughtUp(stream.hold);
        }
    }

    void gap(Stream stream) {
        holds.catchUp(stream.hold);
    }

    /// Whether this part is the one that comes next; part 1 always is, and begins the snapshot anew.
    boolean beginsPart(Stream stream, SnapshotPart part, long signBefore) {
        if (part.part() == 1) {
            stream.lapsed = false;
            stream.round++;
            stream.nextPart = 1;
            stream.signBeforeSnapshot = signBefore;
            holds.snapshot(stream.hold);
            unknown(stream);
            live.timers.update(stream);
        }
        if (stream.nextPart == 0 || part.part() != stream.nextPart) return false;
        stream.nextPart++;
        live.touch(stream);
        return true;
    }

    /// A part names these sessions: those that are the stream's stay, whatever became of their joins.
    void named(Stream stream, List<Numbered> joins) {
        for (Numbered numbered : joins) {
            if (!(numbered.signal() instanceof Join join)) continue;
            Session session = live.sessions.get(stream.master, join.id());
            if (session == null || session.holder != stream.holder) continue;
            session.seenInRound = stream.round;
            live.touch(session);
        }
    }

    /// The last part has been applied: whom no part named is over.
    void snapshotComplete(Stream stream) {
        for (Session session = stream.holder.first; session != null;) {
            Session next = session.nextOfHolder;
            if (session.seenInRound != stream.round) endings.end(session, stream.signBeforeSnapshot, "not in the snapshot");
            session = next;
        }
        live.step.end();
        stream.nextPart = 0;
        unknown(stream);
        holds.endSnapshot(stream.hold);
        live.touch(stream);
    }

    /// Silent for too long: lapsed; and when it has been without sessions for a day it is forgotten.
    void silent(Stream stream) {
        if (stream.isSilent()) {
            stream.master.streams.remove(stream.id);
            live.forget(stream);
            live.timers.remove(stream);
        } else {
            if (stream.holder.count > 0) live.facts.silence(stream.master, stream, stream.sign, live.now);
            unknown(stream);
            stream.lapsed = true;
            stream.lapsedAt = live.now;
            stream.toldLapsed = 0;
            stream.nextPart = 0;
            endings.silent(stream.holder, "stream fell silent");
            live.step.end();
            live.timers.update(stream.hold);
            live.timers.update(stream);
        }
        live.touch(stream);
        scene(stream);
    }

    private void unknown(Stream stream) {
        for (Session session = stream.holder.first; session != null; session = session.nextOfHolder)
            live.unknown(session.account);
    }

    private void scene(Stream stream) {
        stream.shown = live.now;
        AccountNode root = stream.master.accounts.get(stream.master.name);
        if (root != null) live.touchScene(root);
    }
}
