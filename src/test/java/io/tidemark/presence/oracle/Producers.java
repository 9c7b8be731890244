package io.tidemark.presence.oracle;

import io.tidemark.log.Item;
import io.tidemark.log.Origin;
import io.tidemark.log.StreamId;
import io.tidemark.presence.oracle.World.Session;
import io.tidemark.presence.oracle.World.Snapshot;
import io.tidemark.presence.oracle.World.Stream;
import io.tidemark.signal.Signal.Join;
import java.util.Set;

/// The life of streams: opened, heard, behind, silent for too long, made whole by a snapshot.
record Producers(World world, Figures figures, Judge judge, Set<Mutation> broken) {
    private static final long LAG = 5_000;
    private static final long BAN = 600_000;

    void lapse(Stream stream) {
        long due = stream.due;
        if (!broken.contains(Mutation.LAPSE_NOT_MARKED)) lowerBounds(stream);
        endAll(stream, due);
        stream.due = null;
        stream.lapsed = true;
        stream.snapshot = null;
        if (stream.holds()) stream.lapsedHolding = due;
    }

    void ban(Stream stream, long instant) {
        stream.bannedUntil = instant + BAN;
        release(stream, instant);
    }

    void release(Stream stream, long instant) {
        stream.lapsedHolding = null;
        stream.catchingUp = false;
        stream.snapshotHold = false;
        holds(stream, instant);
    }

    void caughtUp(Stream stream, long instant) {
        stream.catchingUp = false;
        holds(stream, instant);
    }

    void opened(Item.Opened opened, long now) {
        Stream known = world.stream(opened.stream());
        Stream stream = known == null ? new Stream(opened.stream()) : known;
        if (known == null) world.streams.add(stream);
        if (!stream.incarnation.equals(opened.incarnation())) {
            if (!broken.contains(Mutation.INCARNATION_IGNORED)) endAll(stream, now);
            stream.lapsed = false;
            stream.catchingUp = false;
            stream.bannedUntil = Long.MIN_VALUE;
        }
        stream.snapshot = null;
        stream.snapshotHold = false;
        holds(stream, now);
        figures.account(stream.id.master(), now);
        stream.incarnation = opened.incarnation();
        if (stream.openedThrough == null || !broken.contains(Mutation.SOCKET_HEARD_AFTER_ITS_TIME))
            stream.openedThrough = opened.origin();
        stream.timeout = opened.timeout();
        heard(stream.id, now);
    }

    void gap(Item.Gap gap, long now) {
        Stream stream = heard(gap.stream(), now);
        if (mayHold(stream, now)) stream.catchingUp = true;
        stream.lastFrame = now;
        holds(stream, now);
    }

    void beat(Item.Beat beat, long now) {
        Stream stream = heard(beat.stream(), now);
        if (beat.alive()) judge.allLive(stream.id, now);
        var said = new Judge.Said(stream.id, false, beat.scope(), now, 0);
        for (int index = 0; index < beat.heartbeats().size(); index++)
            judge.heartbeat(said, beat.heartbeats().get(index), index);
    }

    /// Whatever a socket says, its streams live.
    void socket(Origin origin, boolean alive, long now) {
        if (broken.contains(Mutation.SOCKET_IGNORED)) return;
        for (Stream stream : world.streams) {
            if (!origin.equals(stream.openedThrough)) continue;
            heard(stream.id, now);
            if (alive) judge.allLive(stream.id, now);
        }
    }

    void frame(Item.Frame frame, long now) {
        Stream stream = heard(frame.stream(), now);
        var latest = frame.signals().stream().mapToLong(numbered -> numbered.signal().at()).max();
        if (latest.isPresent()) {
            boolean lags = now - latest.getAsLong() > LAG;
            if (lags && mayHold(stream, now)) stream.catchingUp = true;
            if (!lags) stream.catchingUp = false;
            stream.lastFrame = now;
        }
        holds(stream, now);
        var said = new Judge.Said(stream.id, false, frame.scope(), now, frame.sequence());
        frame.signals().forEach(signal -> judge.judge(said, signal));
    }

    void part(Item.SnapshotPart part, long now) {
        Stream stream = world.stream(part.stream());
        long before = stream.lastSign;
        heard(part.stream(), now);
        if (part.part() == 1) {
            stream.lapsed = false;
            stream.snapshot = new Snapshot(before);
            if (!broken.contains(Mutation.SNAPSHOT_NOT_MARKED)) lowerBounds(stream);
            if (mayHold(stream, now)) stream.snapshotHold = true;
            holds(stream, now);
        }
        Snapshot snapshot = stream.snapshot;
        if (snapshot == null || part.part() != snapshot.next) return;
        snapshot.next++;
        var said = new Judge.Said(stream.id, true, part.scope(), now, part.sequence());
        part.joins().forEach(numbered -> {
            int refused = judge.refusals.size();
            judge.judge(said, numbered);
            if (judge.refusals.size() == refused || !broken.contains(Mutation.REFUSED_JOIN_NAMES_NOBODY))
                snapshot.named.add(((Join) numbered.signal()).session());
        });
        if (!part.last()) return;
        for (Session session : world.ownedBy(stream.id))
            if (!snapshot.named.contains(session.id) && !broken.contains(Mutation.SNAPSHOT_ENDS_NOBODY))
                world.end(session, snapshot.before, now);
        judge.stepped(stream.id.master(), now);
        if (!broken.contains(Mutation.SNAPSHOT_NOT_MARKED)) lowerBounds(stream);
        stream.snapshot = null;
        stream.snapshotHold = false;
        holds(stream, now);
    }

    private boolean mayHold(Stream stream, long now) {
        return (now >= stream.bannedUntil || broken.contains(Mutation.BAN_IGNORED)) && !broken.contains(Mutation.NO_HOLD);
    }

    private Stream heard(StreamId id, long now) {
        Stream stream = world.stream(id);
        stream.lastSign = now;
        if (!stream.lapsed || !broken.contains(Mutation.LAPSES_ONLY_ONCE))
            stream.due = Math.max(now + stream.timeout * 1_000L, world.graceUntil);
        return stream;
    }

    private void endAll(Stream stream, long instant) {
        for (Session session : world.ownedBy(stream.id))
            world.end(session, lastSign(session), instant);
        judge.stepped(stream.id.master(), instant);
    }

    long lastSign(Session session) {
        boolean livesAsItsStream = session.owner instanceof StreamId && session.timeout == 0;
        return livesAsItsStream ? Math.max(session.lastSign, world.stream((StreamId) session.owner).lastSign) : session.lastSign;
    }

    private void lowerBounds(Stream stream) {
        world.ownedBy(stream.id).forEach(session -> figures.lowerBound(session.account));
    }

    private void holds(Stream stream, long now) {
        if (!stream.holds()) stream.holdSince = null;
        else if (stream.holdSince == null) stream.holdSince = now;
        figures.holds(stream.id.master(), now);
    }
}
