package io.tidemark.presence.oracle;

import io.tidemark.presence.oracle.World.Occurrence;
import io.tidemark.presence.oracle.World.Session;
import io.tidemark.signal.Kind;
import io.tidemark.signal.Role;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Levels, days and peaks of every account, each level counted anew from the set of sessions.
final class Figures {
    static final int CELLS = 24;
    private static final int CONNECTIONS = 0;
    private static final int SPEAKERS = 1;
    private static final int PARTICIPANTS = 2;
    private static final int EVENTS = 3;

    private final World world;
    private final String defaultZone;
    private final Set<Mutation> broken;
    private final Map<String, Account> accounts = new LinkedHashMap<>();
    final List<Told.Move> moves = new ArrayList<>();
    final Told told = new Told();
    private final Map<String, Long> heldSince = new LinkedHashMap<>();

    Figures(World world, String defaultZone, Set<Mutation> broken) {
        this.world = world;
        this.defaultZone = defaultZone;
        this.broken = broken;
    }

    /// The peaks of one local day.
    static final class Day {
        final int[] peak = new int[CELLS];
        final long[] at = new long[CELLS];
        final boolean[] atLeast = new boolean[CELLS];

        void raise(int cell, int level, long instant) {
            if (level <= peak[cell]) return;
            peak[cell] = level;
            at[cell] = instant;
        }
    }

    static final class Account {
        final String path;
        String zone;
        @Nullable
        String nextZone;
        long revision = Long.MIN_VALUE;
        boolean signalled;
        long day;
        int[] now = new int[CELLS];
        Day today = new Day();
        Day yesterday = new Day();
        /// The midnight whose carry-in has not been taken yet.
        @Nullable
        Long carryAt;
        boolean unknownSinceGap;
        final boolean[] changedWhileHeld = new boolean[CELLS];

        Account(String path, String zone, long now) {
            this.path = path;
            this.zone = zone;
            this.day = localDay(now, zone);
        }

        /// The present day is called otherwise from now on; what is known of a day stays that day's.
        void call(long other) {
            Day before = other == day + 1 ? today : other == day ? yesterday : new Day();
            today = other == day ? today : other == day - 1 ? yesterday : new Day();
            yesterday = before;
            day = other;
        }

        long nextMidnight() {
            return LocalDate.ofEpochDay(day + 1).atStartOfDay(ZoneId.of(zone)).toInstant().toEpochMilli();
        }
    }

    Collection<Account> accounts() {
        return accounts.values();
    }

    /// The account, made with those above it when it is new.
    Account account(String path, long now) {
        Account known = accounts.get(path);
        if (known != null) return known;
        int slash = path.lastIndexOf('/');
        String zone = slash < 0 ? defaultZone : account(path.substring(0, slash), now).zone;
        Account made = new Account(path, zone, now);
        accounts.put(path, made);
        return made;
    }

    void signalled(String path, long now) {
        account(path, now);
        for (String above : World.line(path))
            account(above, now).signalled = true;
    }

    /// After every step: all levels of a master anew; cells that rose raise their peak, unless they are held.
    void step(String master, long now) {
        boolean held = world.held(master);
        for (Account account : accounts.values()) {
            if (!World.master(account.path).equals(master)) continue;
            int[] levels = levels(account.path);
            for (int cell = 0; cell < CELLS; cell++) {
                if (levels[cell] != account.now[cell])
                    moves.add(new Told.Move(account.path, cell, now, account.now[cell], levels[cell], held));
                boolean rose = levels[cell] > account.now[cell];
                if (!held && (rose || broken.contains(Mutation.MIDNIGHT_LEAVERS_KEPT) && account.carryAt != null))
                    account.today.raise(cell, Math.max(levels[cell], account.now[cell]), now);
                if (held && levels[cell] != account.now[cell]) {
                    account.today.atLeast[cell] = true;
                    account.changedWhileHeld[cell] = true;
                }
            }
            account.now = levels;
        }
    }

    /// Looks whether a master has come to be held or is held no more.
    void holds(String master, long now) {
        if (world.held(master)) {
            heldSince.putIfAbsent(master, now);
        } else if (heldSince.remove(master) != null && !broken.contains(Mutation.HOLD_NEVER_RELEASED)) {
            release(master, now);
        }
    }

    @Nullable
    Long heldSince(String master) {
        return heldSince.get(master);
    }

    Set<String> heldMasters() {
        return Set.copyOf(heldSince.keySet());
    }

    void releaseAndHoldOn(String master, long now) {
        release(master, now);
        heldSince.put(master, now);
    }

    private void release(String master, long now) {
        for (Account account : accounts.values()) {
            if (!World.master(account.path).equals(master)) continue;
            for (int cell = 0; cell < CELLS; cell++)
                if (account.changedWhileHeld[cell]) account.today.raise(cell, account.now[cell], now);
            Arrays.fill(account.changedWhileHeld, false);
        }
    }

    /// Nobody could write for a while: what happened meanwhile is not known.
    void unknownSinceGap() {
        if (broken.contains(Mutation.GAP_NOT_MARKED)) return;
        for (Account account : accounts.values()) {
            account.unknownSinceGap = account.now[CONNECTIONS] > 0;
            if (account.unknownSinceGap) Arrays.fill(account.today.atLeast, true);
        }
    }

    void knownAgain() {
        accounts.values().forEach(account -> account.unknownSinceGap = false);
    }

    void lowerBound(String path) {
        for (String above : World.line(path))
            if (accounts.get(above) instanceof Account account) Arrays.fill(account.today.atLeast, true);
    }

    /// Time goes on to `instant`: days begin that begin until then, and midnights before it are past.
    void moveTo(long instant) {
        for (Account account : accounts.values()) {
            carryIn(account, instant);
            while (account.nextMidnight() <= instant) {
                roll(account, account.nextMidnight());
                carryIn(account, instant);
            }
        }
    }

    private void roll(Account account, long midnight) {
        if (account.nextZone != null) {
            account.zone = account.nextZone;
            account.nextZone = null;
        }
        long day = localDay(midnight, account.zone);
        if (day == account.day) return;
        told.mark(account.path, account.day, account.today);
        account.day = day;
        account.yesterday = account.today;
        account.today = new Day();
        if (account.unknownSinceGap) Arrays.fill(account.today.atLeast, true);
        Arrays.fill(account.changedWhileHeld, false);
        account.carryAt = midnight;
    }

    private void carryIn(Account account, long instant) {
        if (account.carryAt == null || account.carryAt >= instant) return;
        boolean held = world.held(World.master(account.path));
        for (int cell = 0; cell < CELLS; cell++) {
            if (!held && !broken.contains(Mutation.CARRY_IN_LOST)) account.today.raise(cell, account.now[cell], account.carryAt);
            if (held && account.now[cell] > 0) {
                account.today.atLeast[cell] = true;
                account.changedWhileHeld[cell] = true;
            }
        }
        account.carryAt = null;
    }

    private int[] levels(String path) {
        int[] cells = new int[CELLS];
        for (Session session : world.sessions) {
            if (!World.line(session.account).contains(path) || !world.counted(session)) continue;
            add(cells, session.kind, CONNECTIONS, session.weight);
            add(cells, session.kind, watches(session) ? PARTICIPANTS : SPEAKERS, session.weight);
        }
        for (Occurrence occurrence : world.occurrences) {
            if (!World.line(occurrence.account).contains(path)) continue;
            if (occurrence.kind == Kind.VOD && !broken.contains(Mutation.TITLES_ARE_EVENTS)) continue;
            if (world.in(occurrence).stream().anyMatch(s -> world.counted(s) || broken.contains(Mutation.UNCOUNTED_HOLD_EVENTS)))
                add(cells, occurrence.kind, EVENTS, 1);
        }
        return cells;
    }

    static boolean watches(Session session) {
        boolean broadcast = session.kind == Kind.WEBINAR || session.kind == Kind.LIVE;
        return session.kind == Kind.VOD || broadcast && session.role == Role.PARTICIPANT;
    }

    private static void add(int[] cells, Kind kind, int metric, int weight) {
        cells[metric] += weight;
        cells[(1 + kind.ordinal()) * 4 + metric] += weight;
    }

    static long localDay(long instant, String zone) {
        return Instant.ofEpochMilli(instant).atZone(ZoneId.of(zone)).toLocalDate().toEpochDay();
    }
}
