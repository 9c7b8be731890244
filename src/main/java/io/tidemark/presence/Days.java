package io.tidemark.presence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Midnights: when the days of all accounts end, each in its own zone, and how the level is carried into the next one.
///
/// Changes at the very instant of midnight are applied before the level is carried in: who left at midnight is not in the new day.
/// So the carry-in is settled only when time moves on from midnight.
final class Days {

    private final Live live;
    private final Map<String, ZoneDays> zones = new HashMap<>();
    private final List<AccountNode> pending = new ArrayList<>();
    private long midnight;

    Days(Live live) {
        this.live = live;
    }

    /// The present day of a zone, at the time that is being applied.
    ZoneDays zone(String name) {
        return zones.computeIfAbsent(name, zone -> new ZoneDays(zone, live.now));
    }

    /// The next midnight of any zone in use.
    long next() {
        long next = Long.MAX_VALUE;
        for (ZoneDays zone : zones.values())
            next = Math.min(next, zone.nextMidnight());
        return next;
    }

    /// Ends the days that end at `at`, which is the time being applied.
    void roll(long at) {
        midnight = at;
        for (ZoneDays zone : List.copyOf(zones.values())) {
            if (zone.nextMidnight() != at) continue;
            zone.moveTo(at);
            for (AccountNode account : List.copyOf(zone.accounts))
                roll(account, zone);
        }
        zones.values().removeIf(zone -> zone.accounts.isEmpty());
    }

    private void roll(AccountNode account, ZoneDays zone) {
        long day = zone.day();
        if (account.nextZone != null) {
            move(account, account.nextZone);
            account.nextZone = null;
            account.recordDirty = true;
            live.dirtyAccounts.add(account);
            day = account.zone.day();
        }
        if (day > account.today.day) begin(account, day);
    }

    private void begin(AccountNode account, long day) {
        live.facts.mark(account, account.today);
        account.yesterday = account.today;
        account.today = new Peaks(day);
        if (account.unknownUntil >= midnight && account.unknownUntil > 0) account.today.atLeast = Peaks.ALL;
        account.held = 0;
        account.marksRose = false;
        account.carryPending = true;
        pending.add(account);
        live.touchFigures(account);
    }

    /// Time is about to move past the last midnight: the level that is there now is carried into the day.
    void settle() {
        if (pending.isEmpty()) return;
        for (AccountNode account : pending) {
            account.carryPending = false;
            for (int cell = 0; cell < Cell.COUNT; cell++)
                if (account.now[cell] > 0) carryIn(account, cell);
            live.touchFigures(account);
        }
        pending.clear();
    }

    private void carryIn(AccountNode account, int cell) {
        if (account.master.isHeld()) {
            account.held |= 1L << cell;
            account.today.atLeast |= 1L << cell;
        } else if (account.today.raise(cell, account.now[cell], midnight)) {
            account.marksRose = true;
        }
    }

    /// Whether time is at a midnight whose carry-in is not settled.
    boolean isPending(long time) {
        return !pending.isEmpty() && time > midnight;
    }

    void changeZone(AccountNode account, String zone) {
        if (account.signalled) {
            account.nextZone = zone.equals(account.zone.name()) ? null : zone;
        } else {
            move(account, zone);
            Peaks today = ofDay(account, account.zone.day());
            account.yesterday = ofDay(account, account.zone.day() - 1);
            account.today = today;
            live.touchFigures(account);
        }
    }

    /// What is known of a day stays that day's, whatever it is called.
    private static Peaks ofDay(AccountNode account, long day) {
        return account.today.day == day ? account.today : account.yesterday.day == day ? account.yesterday : new Peaks(day);
    }

    void move(AccountNode account, String zone) {
        account.zone.accounts.remove(account);
        account.zone = zone(zone);
        account.zone.accounts.add(account);
    }

    /// Puts a restored account back among those whose carry-in is pending.
    void restorePending(AccountNode account, @Nullable Long at) {
        if (at == null) return;
        account.carryPending = true;
        pending.add(account);
        midnight = at;
    }

    long midnight() {
        return midnight;
    }
}
