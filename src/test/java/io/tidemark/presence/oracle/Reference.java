package io.tidemark.presence.oracle;

import io.tidemark.log.Entry;
import io.tidemark.log.Item;
import io.tidemark.presence.oracle.Figures.Account;
import io.tidemark.presence.oracle.World.Occurrence;
import io.tidemark.presence.oracle.World.Session;
import io.tidemark.presence.oracle.World.Stream;
import io.tidemark.presence.oracle.World.Stretch;
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
    private static final long CATCH_UP_PAUSE = 10_000;
    private static final long LONGEST_HOLD = 60_000;

    private final World world = new World();
    private final Set<Mutation> broken;
    private final Figures figures;
    private final Judge judge;
    private final Producers producers;
    private final Administration administration;
    private @Nullable Long previous;

    Reference(String defaultZone, Mutation... mutations) {
        this.broken = mutations.length == 0 ? EnumSet.noneOf(Mutation.class) : EnumSet.copyOf(List.of(mutations));
        this.figures = new Figures(world, defaultZone, broken);
        this.judge = new Judge(world, figures, broken);
        this.producers = new Producers(world, figures, judge, broken);
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
        for (Item item : entry.items())
            apply(item, now);
    }

    /// The figures of every account, by path.
    @Override
    public Map<String, Reading> readings() {
        var readings = new TreeMap<String, Reading>();
        for (Account account : figures.accounts())
            readings.put(account.path, Reading.of(account));
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
        for (Stretch stretch : world.closed)
            last.put(stretch.identity(), stretch);
        for (Session session : world.sessions)
            last.remove(session.master + ' ' + session.id + ' ' + session.start + ' ' + session.stretch);
        return List.copyOf(last.values());
    }

    @Override
    public Map<String, String> told() {
        figures.told.minutes(figures.moves, previous == null ? 0 : previous);
        return figures.told.lines();
    }

    @Override
    public Map<String, Backdrop> backdrops() {
        var backdrops = new TreeMap<String, Backdrop>();
        figures.accounts().forEach(account -> backdrops.put(account.path, Backdrop.of(world, account.path)));
        return backdrops;
    }

    /// What the last entry was refused for: `sequence/index code session`.
    @Override
    public List<String> refusals() {
        return List.copyOf(judge.refusals);
    }

    private void gap(long now, long length) {
        figures.unknownSinceGap();
        if (broken.contains(Mutation.GAP_MOVES_NOTHING)) return;
        if (!broken.contains(Mutation.NO_GRACE_AFTER_GAP)) world.graceUntil = now + 15_000;
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
            if (!broken.contains(Mutation.STREAM_TIMEOUTS_IGNORED)) earlier(first, now, stream.due, 2, () -> producers.lapse(stream));
            earlier(first, now, stream.lapsedHolding, 4, () -> producers.release(stream, stream.lapsedHolding));
            if (stream.catchingUp)
                earlier(first, now, stream.lastFrame + CATCH_UP_PAUSE, 6,
                        () -> producers.caughtUp(stream, stream.lastFrame + CATCH_UP_PAUSE));
            if (stream.holdSince != null && !broken.contains(Mutation.HOLD_WITHOUT_LIMIT))
                earlier(first, now, stream.holdSince + LONGEST_HOLD, 5, () -> producers.ban(stream, stream.holdSince + LONGEST_HOLD));
        }
        for (Occurrence occurrence : world.occurrences)
            if (!broken.contains(Mutation.LINGER_IGNORED)) earlier(first, now, occurrence.due, 3, () -> fadeOut(occurrence));
        for (String master : figures.heldMasters()) {
            long limit = figures.heldSince(master) + LONGEST_HOLD;
            if (!broken.contains(Mutation.HOLDS_OF_SEVERAL_WITHOUT_LIMIT))
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
        world.end(session, broken.contains(Mutation.EXPIRY_ENDS_WHEN_DUE) ? due : producers.lastSign(session), due);
        judge.stepped(session.master, due);
    }

    private void fadeOut(Occurrence occurrence) {
        world.occurrences.remove(occurrence);
        long end = occurrence.lastEnd == null ? occurrence.start : occurrence.lastEnd;
        world.rememberEvent(occurrence.master, occurrence.event, end, occurrence.due);
    }

    private void apply(Item item, long now) {
        switch (item) {
            case Item.Opened opened -> producers.opened(opened, now);
            case Item.Frame frame -> producers.frame(frame, now);
            case Item.SnapshotPart part -> producers.part(part, now);
            case Item.Gap gap -> producers.gap(gap, now);
            case Item.Beat beat -> producers.beat(beat, now);
            case Item.Plain plain -> {
                producers.socket(plain.origin(), plain.alive(), now);
                if (plain.alive()) judge.allLive(plain.origin(), now);
                var said = new Judge.Said(plain.origin(), false, plain.scope(), now, 0);
                plain.signals().forEach(signal -> judge.judge(said, signal));
            }
            case Item.Tick _ -> {
            }
            case Item.Settings settings -> administration.set(settings, now);
            case Item.KnownPeaks known -> administration.known(known, now);
        }
    }
}
