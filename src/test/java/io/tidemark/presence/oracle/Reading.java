package io.tidemark.presence.oracle;

import io.tidemark.presence.Standing;
import io.tidemark.presence.oracle.Figures.Account;
import io.tidemark.presence.oracle.Figures.Day;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The figures of one account in a form that compares and prints.
record Reading(String zone, long day, List<Integer> now, Marks today, Marks yesterday) {

    /// The peaks of a day, a place a cell.
    record Marks(List<Integer> peak, List<Long> at, long atLeast) {
        static Marks of(Day day) {
            long bits = 0;
            for (int cell = 0; cell < day.atLeast.length; cell++)
                if (day.atLeast[cell]) bits |= 1L << cell;
            return of(day.peak, day.at, bits);
        }

        static Marks of(int[] peak, long[] at, long bits) {
            return new Marks(Arrays.stream(peak).boxed().toList(), Arrays.stream(at).boxed().toList(), bits);
        }
    }

    static Reading of(Account account) {
        return new Reading(account.zone, account.day, Arrays.stream(account.now).boxed().toList(), Marks.of(account.today),
                Marks.of(account.yesterday));
    }

    static Reading of(Standing standing) {
        return new Reading(standing.zone(), standing.day(), Arrays.stream(standing.now()).boxed().toList(),
                Marks.of(standing.peak(), standing.peakAt(), standing.atLeast()),
                Marks.of(standing.yesterdayPeak(), standing.yesterdayPeakAt(), standing.yesterdayAtLeast()));
    }

    int now(int cell) {
        return now.get(cell);
    }

    int peak(int cell) {
        return today.peak.get(cell);
    }

    /// The wrong way to a master's peak: the sum of its children's.
    Reading summed(String path, Map<String, Reading> all) {
        int[] sum = new int[Figures.CELLS];
        boolean parent = false;
        for (var other : all.entrySet()) {
            if (!other.getKey().startsWith(path + '/') || other.getKey().indexOf('/', path.length() + 1) >= 0) continue;
            parent = true;
            for (int cell = 0; cell < sum.length; cell++)
                sum[cell] += other.getValue().peak(cell);
        }
        if (!parent) return this;
        return new Reading(zone, day, now, new Marks(Arrays.stream(sum).boxed().toList(), today.at, today.atLeast), yesterday);
    }

    /// The first place where this differs from `other`, in words.
    String difference(Reading other) {
        if (!zone.equals(other.zone)) return "zone " + zone + " against " + other.zone;
        if (day != other.day) return "day " + day + " against " + other.day;
        for (int cell = 0; cell < now.size(); cell++)
            if (!now.get(cell).equals(other.now.get(cell)))
                return "now of " + name(cell) + ": " + now.get(cell) + " against " + other.now.get(cell);
        String difference = difference("today's", today, other.today);
        return difference.isEmpty() ? difference("yesterday's", yesterday, other.yesterday) : difference;
    }

    private static String difference(String which, Marks one, Marks two) {
        for (int cell = 0; cell < one.peak.size(); cell++) {
            if (!one.peak.get(cell).equals(two.peak.get(cell)))
                return which + " peak of " + name(cell) + ": " + one.peak.get(cell) + " against " + two.peak.get(cell);
            if (!one.at.get(cell).equals(two.at.get(cell)))
                return which + " instant of " + name(cell) + ": " + one.at.get(cell) + " against " + two.at.get(cell);
            if ((one.atLeast >> cell & 1) != (two.atLeast >> cell & 1))
                return which + " lower bound of " + name(cell) + ": " + (one.atLeast >> cell & 1) + " against " + (two.atLeast >> cell & 1);
        }
        return "";
    }

    static String name(int cell) {
        return List.of("total", "meeting", "webinar", "call", "live", "vod").get(cell / 4) + '.'
                + List.of("connections", "speakers", "participants", "events").get(cell % 4);
    }
}
