package io.tidemark.presence;

import io.tidemark.log.EntryId;
import io.tidemark.log.Origin;
import io.tidemark.log.StreamId;
import io.tidemark.log.Unpacker;
import io.tidemark.signal.About;
import io.tidemark.signal.Account;
import io.tidemark.signal.Kind;
import io.tidemark.signal.Role;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Puts a shard together from what was kept of it. Levels are not read but counted anew from the sessions.
final class Loading {

    private static final Kind[] KINDS = Kind.values();
    private static final Role[] ROLES = Role.values();

    private final Live live;
    private final Streams streams;
    private final Map<Integer, AccountNode> accounts = new HashMap<>();
    private final Map<Integer, Occurrence> occurrences = new HashMap<>();
    private final Map<Long, Stream> byHolder = new HashMap<>();

    Loading(Live live, Streams streams) {
        this.live = live;
        this.streams = streams;
    }

    EntryId load(Map<String, Fields> tables) {
        var state = new HashMap<String, Unpacker>();
        table(tables, "state").forEach((name, value) -> state.put(name.rest(), value));
        Unpacker clock = state.remove("clock");
        if (clock == null) return EntryId.ZERO;
        EntryId position = clock(clock);
        state.forEach(this::master);
        table(tables, "traits").forEach((name, value) -> live.traits.restore(new Traits(name.count(), Records.facts(value))));
        var records = new TreeMap<Integer, Unpacker>();
        table(tables, "accounts").forEach((name, value) -> records.put(name.count(), value));
        records.forEach(this::account);
        table(tables, "levels").forEach((_, value) -> peaks(Standing.decode(value.left())));
        table(tables, "minutes").forEach((name, value) -> minute(account(name.count()), value));
        table(tables, "sources").forEach((name, value) -> stream(StreamId.parse(name.rest()), value));
        table(tables, "events").forEach(this::occurrence);
        table(tables, "sessions").forEach(this::session);
        var pages = new TreeMap<Long, Unpacker>();
        table(tables, "ends").forEach((name, value) -> pages.put(name.unsigned(), value));
        pages.forEach((page, value) -> live.ends.restore(page, Records.ends(page, value)));
        ready();
        return position;
    }

    private EntryId clock(Unpacker in) {
        var position = new EntryId(in.unsigned(), in.unsigned());
        live.now = position.millis();
        live.lastMaster = in.count();
        live.lastAccount = in.count();
        live.lastOccurrence = in.count();
        live.traits.lastNumber = in.count();
        live.silences.read(in);
        return position;
    }

    private void account(int number, Unpacker in) {
        String path = in.text();
        ZoneDays zone = live.days.zone(in.text());
        @Nullable
        String nextZone = in.maybe();
        boolean signalled = in.flag();
        long revision = in.unsigned();
        Master master = known(live.masters.get(Account.master(path)), "master");
        int slash = path.lastIndexOf('/');
        var account = new AccountNode(path, number, master, slash < 0 ? null : master.accounts.get(path.substring(0, slash)), zone);
        account.nextZone = nextZone;
        account.signalled = signalled;
        account.revision = revision;
        if (account.parent == null) master.counted = Records.counted(in.count());
        zone.accounts.add(account);
        master.accounts.put(path, account);
        accounts.put(number, account);
    }

    private void peaks(Standing standing) {
        Master master = live.master(standing.account());
        AccountNode account = master == null ? null : master.accounts.get(standing.account());
        if (account == null) return;
        account.today = peaks(standing.day(), standing.peak(), standing.peakAt(), standing.atLeast());
        account.yesterday = peaks(standing.day() - 1, standing.yesterdayPeak(), standing.yesterdayPeakAt(), standing.yesterdayAtLeast());
    }

    private static Peaks peaks(long day, int[] level, long[] at, long atLeast) {
        var peaks = new Peaks(day);
        System.arraycopy(level, 0, peaks.level, 0, level.length);
        System.arraycopy(at, 0, peaks.at, 0, at.length);
        peaks.atLeast = atLeast;
        return peaks;
    }

    private void minute(AccountNode account, Unpacker in) {
        account.held = in.unsigned();
        account.marksRose = in.flag();
        if (in.flag()) live.days.restorePending(account, in.unsigned());
        if (!in.flag()) return;
        account.minute.read(in);
        live.minutes.add(account);
    }

    private void stream(StreamId id, Unpacker in) {
        Stream stream = streams.stream(id);
        stream.incarnation = in.text();
        live.open(stream, new Origin(in.fixed(), in.fixed()));
        stream.openedAt = in.unsigned();
        stream.timeout = in.count();
        stream.sign = in.unsigned();
        stream.keptSign = stream.sign;
        stream.alive = in.unsigned();
        stream.keptAlive = stream.alive;
        stream.lapsed = in.flag();
        stream.lapsedAt = in.unsigned();
        stream.nextPart = in.count();
        stream.round = in.count();
        stream.signBeforeSnapshot = in.unsigned();
        Hold hold = stream.hold;
        hold.catchingUp = in.flag();
        hold.snapshot = in.flag();
        hold.since = in.unsigned();
        hold.lastFrame = in.unsigned();
        hold.bannedUntil = in.unsigned();
        if (hold.isOn()) stream.master.holding++;
        byHolder.put(stream.holder.id, stream);
    }

    private void master(String name, Unpacker in) {
        if (!name.startsWith("master|")) return;
        var master = new Master(live, name.substring(7), in.count());
        master.heldSince = in.unsigned();
        live.masters.put(master.name, master);
    }

    private void occurrence(Unpacker name, Unpacker in) {
        name.count();
        String event = name.id().toString();
        int number = in.count();
        Kind kind = KINDS[in.count()];
        AccountNode account = account(in.count());
        var occurrence = new Occurrence(live, number, event, kind, account, About.NONE, in.signed());
        occurrence.lastEnd = in.signed();
        occurrence.emptySince = in.unsigned();
        occurrence.about = new About(in.maybe(), in.maybe(), in.maybe());
        occurrence.untold = false;
        account.master.events.put(event, occurrence);
        occurrences.put(number, occurrence);
    }

    private void session(Unpacker name, Unpacker in) {
        name.count();
        var id = name.id();
        AccountNode account = account(in.count());
        Occurrence occurrence = known(occurrences.get(in.count()), "occurrence");
        Traits traits = known(live.traits.numbered(in.count()), "traits");
        long holder = in.fixed();
        long start = in.signed();
        Stream stream = byHolder.get(holder);
        Holder owner = stream != null ? stream.holder : live.holders.computeIfAbsent(holder, key -> new Holder(key, null));
        var session = new Session(id, start, account, occurrence, owner, traits, Role.MODERATOR);
        session.stretchStart = start + in.unsigned();
        session.stretch = in.count();
        session.at = start + in.signed();
        session.sign = start + in.signed();
        session.keptSign = session.sign;
        session.timeout = in.count();
        session.role = ROLES[in.count()];
        session.counted = in.flag();
        session.seenInRound = in.count();
        session.user = live.names.shared(in.maybe());
        int former = in.count();
        if (former > 0) session.formerOwners = new long[former];
        for (int i = 0; i < former && session.formerOwners != null; i++)
            session.formerOwners[i] = in.fixed();
        session.untold = false;
        live.traits.countUse(traits);
        live.sessions.add(session);
        live.own(session, owner);
        occurrence.add(session);
        if (session.counted) live.step.session(session, 1);
    }

    /// Everything is there: queue what is due, and take nothing of it for a change.
    private void ready() {
        live.step.discard();
        live.sessions.forEach(live.timers::update);
        for (Master master : live.masters.values()) {
            live.timers.update(master);
            master.events.values().forEach(live.timers::update);
            master.streams.values().forEach(stream -> {
                live.timers.update(stream);
                live.keeping.restored(stream);
                live.timers.update(stream.hold);
            });
            master.accounts.values().forEach(live::touchScene);
        }
        live.dirtyStreams.clear();
        live.dirtyAccounts.clear();
        live.dirtyFigures.clear();
    }

    private AccountNode account(int number) {
        return known(accounts.get(number), "account");
    }

    private static <T> T known(@Nullable T part, String what) {
        if (part == null) throw new IllegalStateException("what was kept of the shard is incomplete: " + what);
        return part;
    }

    private static Fields table(Map<String, Fields> tables, String name) {
        return tables.getOrDefault(name, new Fields());
    }
}
