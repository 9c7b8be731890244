package io.tidemark.presence.oracle;

import io.tidemark.log.Entry;
import io.tidemark.presence.Standing;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What the rules say of a log, for those who have only its entries and what somebody made of them.
public final class Surviving {

    private Surviving() {}

    /// The first difference between the rules' figures after these entries and those shown, or nothing.
    public static String difference(String defaultZone, List<Entry> log, Map<String, Standing> shown) {
        var reference = new Reference(defaultZone);
        log.forEach(reference::apply);
        var expected = reference.readings();
        var actual = new TreeMap<String, Reading>();
        shown.forEach((account, standing) -> actual.put(account, Reading.of(standing)));
        if (!expected.keySet().equals(actual.keySet())) return "accounts " + expected.keySet() + " against " + actual.keySet();
        for (var entry : expected.entrySet()) {
            String difference = entry.getValue().difference(actual.get(entry.getKey()));
            if (!difference.isEmpty()) return entry.getKey() + ' ' + difference;
        }
        return "";
    }
}
