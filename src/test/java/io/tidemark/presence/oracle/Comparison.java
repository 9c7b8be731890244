package io.tidemark.presence.oracle;

import io.tidemark.log.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Applies a history to two sides and stops at the first difference.
record Comparison(Function<History, Side> expected, Function<History, Side> actual) {

    /// Where the two parted; `index` is the entry's place, `what` the difference, expected first.
    record Difference(int index, String what) {}

    Optional<Difference> differenceOn(History history) {
        Side one = expected.apply(history);
        Side two = actual.apply(history);
        int index = 0;
        for (Entry entry : history.entries()) {
            one.apply(entry);
            two.apply(entry);
            String what = difference(one.readings(), two.readings());
            if (what.isEmpty() && two.refusals() != null && !one.refusals().equals(two.refusals()))
                what = "refusals " + one.refusals() + " against " + two.refusals();
            if (what.isEmpty()) what = behind(one, two);
            if (!what.isEmpty()) return Optional.of(new Difference(index, "after " + entry.id() + ": " + what));
            index++;
        }
        if (two.told() != null && !one.told().equals(two.told()))
            return Optional
                    .of(new Difference(index, "told " + lacking(one.told(), two.told()) + " against " + lacking(two.told(), one.told())));
        if (two.closed() == null) return Optional.empty();
        var missing = new ArrayList<>(one.closed());
        var surplus = new ArrayList<>(two.closed());
        two.closed().forEach(missing::remove);
        one.closed().forEach(surplus::remove);
        return missing.isEmpty() && surplus.isEmpty()
                ? Optional.empty()
                : Optional.of(new Difference(index, "closed stretches missing " + missing + ", surplus " + surplus));
    }

    /// Expects no difference on the histories of these seeds; the first that shows one is shrunk and told.
    void agreesOn(long firstSeed, int count) {
        for (long seed = firstSeed; seed < firstSeed + count; seed++) {
            History history = Histories.of(seed);
            if (failure(history).isEmpty()) continue;
            String sort = sort(failure(history));
            History least = new Shrinking(shorter -> sort(failure(shorter)).equals(sort)).shrink(history);
            throw new AssertionError("seed " + seed + ": " + failure(history) + "\nshrunk: " + failure(least) + '\n' + least);
        }
    }

    /// What goes wrong, or nothing; a history that the expected side cannot take is none.
    String failure(History history) {
        try {
            history.entries().forEach(expected.apply(history)::apply);
        } catch (RuntimeException impossible) {
            return "";
        }
        try {
            return differenceOn(history).map(Difference::what).orElse("");
        } catch (RuntimeException | AssertionError thrown) {
            return "thrown: " + thrown + " at " + List.of(thrown.getStackTrace()).stream().limit(4).toList();
        }
    }

    private static List<Map.Entry<String, String>> lacking(Map<String, String> one, Map<String, String> two) {
        return one.entrySet().stream().filter(line -> !line.getValue().equals(two.get(line.getKey()))).limit(3).toList();
    }

    private static String behind(Side one, Side two) {
        var actual = two.backdrops();
        var expected = actual == null ? null : one.backdrops();
        if (expected == null || expected.equals(actual)) return "";
        String account = expected.keySet().stream().filter(path -> !expected.get(path).equals(actual.get(path))).findFirst().orElseThrow();
        return "behind " + account + ": " + expected.get(account) + " against " + actual.get(account);
    }

    /// What sort of thing is different, so that a history is not shrunk to another failure.
    private static String sort(String failure) {
        return Stream
                .of("thrown", "told", "closed", "refusals", "behind", "accounts", "zone", "day", "now", "peak", "instant", "lower bound")
                .filter(failure::contains).findFirst().orElse("");
    }

    private static String difference(Map<String, Reading> one, Map<String, Reading> two) {
        if (!one.keySet().equals(two.keySet())) return "accounts " + one.keySet() + " against " + two.keySet();
        for (var entry : one.entrySet()) {
            String difference = entry.getValue().difference(two.get(entry.getKey()));
            if (!difference.isEmpty()) return entry.getKey() + ' ' + difference;
        }
        return "";
    }
}
