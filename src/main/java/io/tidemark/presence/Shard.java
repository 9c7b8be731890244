package io.tidemark.presence;

import io.tidemark.log.Entry;
import io.tidemark.log.EntryId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Everything live of the masters of one shard, and their figures, as a function of the entries applied.
public final class Shard {

    /// The tables that a shard is kept in.
    public static final List<String> TABLES = List.of("sessions", "events", "ends", "accounts", "levels", "marks", "views", "streams",
            "state");

    private Shard() {}

    /// A shard to which nothing has been applied. `defaultZone` is the zone of masters that have none of their own.
    public static Shard empty(String defaultZone) {
        return new Shard();
    }

    /// The shard as it was when `tables` (name → field → value) were kept. [#recall] the log before its position, then apply what
    /// comes after.
    public static Shard load(String defaultZone, Map<String, ? extends Map<byte[], byte[]>> tables) {
        return new Shard();
    }

    /// Takes the signs of life from an entry that lies at or before the position: they are not kept with every commit.
    public void recall(Entry entry) {}

    /// Applies the next entry. If this throws, this shard is spoiled: load it again and pass the entry over.
    public void apply(Entry entry) {}

    /// The last entry applied, or passed over.
    public EntryId position() {
        return EntryId.ZERO;
    }

    /// What has changed since this was last called.
    public Changes changes() {
        return new Changes(position(), List.of(), List.of(), List.of(), List.of(), List.of(), 0);
    }

    /// The figures of an account, `null` when it is unknown.
    public @Nullable Standing standing(String account) {
        return null;
    }

    /// The accounts of this shard, in no order.
    public Collection<String> accounts() {
        return List.of();
    }
}
