package io.tidemark.presence.oracle;

import io.tidemark.log.Entry;
import io.tidemark.log.Item;
import io.tidemark.log.StreamId;
import io.tidemark.presence.oracle.Figures.Account;
import io.tidemark.presence.oracle.World.Occurrence;
import io.tidemark.presence.oracle.World.Session;
import io.tidemark.presence.oracle.World.Snapshot;
import io.tidemark.presence.oracle.World.Stream;
import io.tidemark.presence.oracle.World.Stretch;
import io.tidemark.signal.Signal.Join;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The plain statement of the rules: entries in, figures out, every level recomputed from the set of sessions after every step.
final class Reference implements Side {
    private static final long GAP = 3_000;
    private static final long LAG = 5_000;
    private static final long CATCH_UP_PAUSE = 10_000;
    private static final long LONGEST_HOLD = 60_000;
    private static final long BAN = 600_000;

    private final World world = new World();
    private final Set<Mutation> broken;
    private final Figures figures;
    private final Judge judge;
    private final Administration administration;
    private @Nullable Long previous;

    Reference(String defaultZone, Mutation... mutations) {
        this.broken = mutations.length == 0 ? EnumSet.noneOf(Mutation.class) : EnumSet.copyOf(List.of(mutations));
        this.figures = new Figures(world, defaultZone, broken);
        this.judge = new Judge(world, figures, broken);
        this.administration = new Administration(world, figures, judge, broken);
    }

    @Override
    public void apply(Entry entry) {
        long now = entry.time();
        judge.refusals.clear();
        if (previous != null && now - previous > GAP) gap(now, now - previous);
        previous = now;
        passUntil(now);
        figures.knownAgain();
        for (Item item : entry.items()) apply(item, now);
    }

    /// The figures of every account, by path.
    @Override
    public Map<String, Reading> readings() {
        var readings = new TreeMap<String, Reading>();
        for (Account account : figures.accounts()) readings.put(account.path, Reading.of(account));
        if (broken.contains(Mutation.SUM_OF_CHILDREN)) readings.replaceAll((path, reading) -> reading.summed(path, readings));
        return readings;
    }

    /// Live sessions as `master session owner`.
    List<String> live() {
        return world.sessions.stream().map(session -> session.master + ' ' + session.id + ' ' + session.owner).sorted().toList();
    }

    /// A session that begins again at the instant at which a former one of its name began takes that one's place.
    @Override
    public List<Stretch> closed() {
        var last = new LinkedHashMap<String, Stretch>();
        for (Stretch stretch : world.closed) last.put(stretch.identity(), stretch);
        for (Session session : world.sessions)
            last.remove(session.master + ' ' + session.id + ' ' + session.start + ' ' + session.stretch);
        return List.copyOf(last.values());
    }

    /// What the last entry was refused for: `sequence/index code session`.
    @Override
    public List<String> refusals() {
        return List.copyOf(judge.refusals);
    }

    private void gap(long now, long length) {
        figures.unknownSinceGap();
        if (broken.contains(Mutation.GAP_MOVES_NOTHING)) return;
        world.graceUntil = now + 15_000;
        world.sessions.forEach(session -> session.due = moved(session.due, length));
        world.streams.forEach(stream -> stream.due = moved(stream.due, length));
        world.occurrences.forEach(occurrence -> occurrence.due = moved(occurrence.due, length));
    }

    private @Nullable Long moved(@Nullable Long due, long length) {
        return due == null ? null : (Long) Math.max(due + length, world.graceUntil);
    }

    /// Something that happens when nothing is said: the earliest first, of those at one instant the lowest rank.
    private record Due(long at, int rank, Runnable action) {}

    private void passUntil(long now) {
        for (Due due = next(now); due != null; due = next(now)) {
            figures.moveTo(due.at);
            due.action.run();
        }
        figures.moveTo(now);
    }

    private @Nullable Due next(long now) {
        Due[] first = {null};
        for (Session session : world.sessions)
            if (!broken.contains(Mutation.SESSION_TIMEOUTS_IGNORED)) earlier(first, now, session.due, 1, () -> expire(session));
        for (Stream stream : world.streams) {
            if (!broken.contains(Mutation.STREAM_TIMEOUTS_IGNORED)) earlier(first, now, stream.due, 2, () -> lapse(stream));
            earlier(first, now, stream.lapsedHolding, 4, () -> release(stream, stream.lapsedHolding));
            if (stream.catchingUp) earlier(first, now, stream.lastFrame + CATCH_UP_PAUSE, 6, () -> {
                stream.catchingUp = false;
                holds(stream, stream.lastFrame + CATCH_UP_PAUSE);
            });
            if (stream.holdSince != null && !broken.contains(Mutation.HOLD_WITHOUT_LIMIT))
                earlier(first, now, stream.holdSince + LONGEST_HOLD, 5, () -> ban(stream, stream.holdSince + LONGEST_HOLD));
        }
        for (Occurrence occurrence : world.occurrences)
            if (!broken.contains(Mutation.LINGER_IGNORED)) earlier(first, now, occurrence.due, 3, () -> fadeOut(occurrence));
        for (String master : figures.heldMasters()) {
            long limit = figures.heldSince(master) + LONGEST_HOLD;
            if (!broken.contains(Mutation.HOLD_WITHOUT_LIMIT))
                earlier(first, now, limit, 7, () -> figures.releaseAndHoldOn(master, limit));
        }
        return first[0];
    }

    private static void earlier(Due[] first, long now, @Nullable Long at, int rank, Runnable action) {
        if (at == null || at >= now) return;
        if (first[0] == null || at < first[0].at || at == first[0].at && rank < first[0].rank) first[0] = new Due(at, rank, action);
    }

    private void expire(Session session) {
        long due = session.due;
        world.end(session, broken.contains(Mutation.EXPIRY_ENDS_WHEN_DUE) ? due : lastSign(session), due);
        judge.stepped(session.master, due);
    }

    private void lapse(Stream stream) {
        long due = stream.due;
        if (!broken.contains(Mutation.LAPSE_NOT_MARKED)) lowerBounds(stream);
        endAll(stream, due);
        stream.due = null;
        stream.lapsed = true;
        stream.snapshot = null;
        if (stream.holds()) stream.lapsedHolding = due;
    }

    private void ban(Stream stream, long instant) {
        stream.bannedUntil = instant + BAN;
        release(stream, instant);
    }

    private void release(Stream stream, long instant) {
        stream.lapsedHolding = null;
        stream.catchingUp = false;
        stream.snapshotHold = false;
        holds(stream, instant);
    }

    private void fadeOut(Occurrence occurrence) {
        world.occurrences.remove(occurrence);
        long end = occurrence.lastEnd == null ? occurrence.start : occurrence.lastEnd;
        world.rememberEvent(occurrence.master, occurrence.event, end, occurrence.due);
    }

    private void endAll(Stream stream, long instant) {
        for (Session session : world.ownedBy(stream.id)) world.end(session, lastSign(session), instant);
        judge.stepped(stream.id.master(), instant);
    }

    private long lastSign(Session session) {
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

    private void apply(Item item, long now) {
        switch (item) {
            case Item.Opened opened -> opened(opened, now);
            case Item.Frame frame -> frame(frame, now);
            case Item.SnapshotPart part -> part(part, now);
            case Item.Gap gap -> {
                Stream stream = heard(gap.stream(), now);
                if (mayHold(stream, now)) stream.catchingUp = true;
                stream.lastFrame = now;
                holds(stream, now);
            }
            case Item.Beat beat -> {
                Stream stream = heard(beat.stream(), now);
                if (beat.alive()) allLive(stream.id, now);
                var said = new Judge.Said(stream.id, false, beat.scope(), now, 0);
                for (int index = 0; index < beat.heartbeats().size(); index++)
                    judge.heartbeat(said, beat.heartbeats().get(index), index);
            }
            case Item.Plain plain -> {
                if (plain.alive()) allLive(plain.origin(), now);
                var said = new Judge.Said(plain.origin(), false, plain.scope(), now, 0);
                plain.signals().forEach(signal -> judge.judge(said, signal));
            }
            case Item.Tick _ -> {
            }
            case Item.Settings settings -> administration.set(settings, now);
            case Item.KnownPeaks known -> administration.known(known, now);
        }
    }

    private void opened(Item.Opened opened, long now) {
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
        stream.timeout = opened.timeout();
        heard(stream.id, now);
    }

    private void frame(Item.Frame frame, long now) {
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

    private void part(Item.SnapshotPart part, long now) {
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
            snapshot.named.add(((Join) numbered.signal()).session());
            judge.judge(said, numbered);
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
        return now >= stream.bannedUntil && !broken.contains(Mutation.NO_HOLD);
    }

    private Stream heard(StreamId id, long now) {
        Stream stream = world.stream(id);
        stream.lastSign = now;
        stream.due = Math.max(now + stream.timeout * 1_000L, world.graceUntil);
        return stream;
    }

    private void allLive(Object owner, long now) {
        if (!broken.contains(Mutation.ALIVE_IGNORED)) world.ownedBy(owner).forEach(session -> judge.sign(session, now));
    }
}
