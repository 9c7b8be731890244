package io.tidemark.presence;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.Set;

/// A time zone that accounts are in: its present local day, `[local midnight, next local midnight)`, and the accounts whose day it is.
final class ZoneDays {

    final ZoneId zone;
    final Set<AccountNode> accounts = new LinkedHashSet<>();
    private long day;
    private long nextMidnight;

    ZoneDays(String zone, long time) {
        this.zone = ZoneId.of(zone);
        moveTo(time);
    }

    String name() {
        return zone.getId();
    }

    /// The local day as an epoch day.
    long day() {
        return day;
    }

    /// When it ends, epoch milliseconds.
    long nextMidnight() {
        return nextMidnight;
    }

    void moveTo(long time) {
        LocalDate date = dateOf(time);
        day = date.toEpochDay();
        nextMidnight = date.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli();
    }

    private LocalDate dateOf(long time) {
        return Instant.ofEpochMilli(time).atZone(zone).toLocalDate();
    }
}
