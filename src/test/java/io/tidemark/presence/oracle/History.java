package io.tidemark.presence.oracle;

import io.tidemark.log.Entry;
import java.util.List;

/// Entries for one shard, and where they came from.
record History(long seed, String zone, List<Entry> entries) {
    History {
        entries = List.copyOf(entries);
    }

    History with(List<Entry> others) {
        return new History(seed, zone, others);
    }

    /// Readable: one line an entry, times relative to the first.
    @Override
    public String toString() {
        var text = new StringBuilder("seed " + seed + ", default zone " + zone + '\n');
        for (var entry : entries)
            text.append("  ").append(entry.id()).append(" (+").append(entry.time() - entries.getFirst().time()).append(" ms) ")
                    .append(readable(entry)).append('\n');
        return text.toString();
    }

    private static String readable(Entry entry) {
        return entry.items().toString().replaceAll("[A-Za-z]+=null,? ?", "").replaceAll("Facts\\[]", "-")
                .replaceAll("About\\[]", "-");
    }
}
