package io.tidemark.presence;

import io.tidemark.signal.Facts;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Live connections of an account by device, client, platform and country. Every value that a live session has is counted; what is
/// shown is bounded, since a sender can invent values.
final class Breakdown {

    private static final int SHOWN = 50;

    private Breakdown() {}

    static void count(AccountNode account, Facts facts, int one) {
        for (@Nullable
        AccountNode at = account; at != null; at = at.parent) {
            count(at.breakdown.get(0), facts.device(), one);
            count(at.breakdown.get(1), facts.client(), one);
            count(at.breakdown.get(2), facts.platform(), one);
            count(at.breakdown.get(3), facts.country(), one);
        }
    }

    private static void count(Map<@Nullable String, int[]> values, @Nullable String value, int one) {
        int[] counter = values.get(value);
        if (counter == null) values.put(value, counter = new int[1]);
        counter[0] += one;
        if (counter[0] == 0) values.remove(value);
    }

    /// Dimension → value → connections, the largest first; the rest as `other`, what was not said as `unknown`.
    static Map<String, Map<String, Integer>> shown(AccountNode account) {
        var shown = new LinkedHashMap<String, Map<String, Integer>>();
        for (int i = 0; i < AccountNode.DIMENSIONS.size(); i++)
            shown.put(AccountNode.DIMENSIONS.get(i), largest(account.breakdown.get(i)));
        return shown;
    }

    private static Map<String, Integer> largest(Map<@Nullable String, int[]> values) {
        var named = new HashMap<String, Integer>();
        values.forEach((value, counter) -> named.merge(value == null ? "unknown" : value, counter[0], Integer::sum));
        var shown = new LinkedHashMap<String, Integer>();
        named.entrySet().stream().sorted(Map.Entry.<String, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> shown.merge(shown.size() < SHOWN || shown.containsKey(entry.getKey()) ? entry.getKey() : "other",
                        entry.getValue(), Integer::sum));
        return shown;
    }
}
