package io.tidemark.log;

import java.util.List;

/// What stands at one place of the log; its items are applied together, in their order.
public record Entry(EntryId id, List<Item> items) {
    public Entry {
        items = List.copyOf(items);
    }

    /// The time of everything in this entry, epoch milliseconds.
    public long time() {
        return id.millis();
    }
}
