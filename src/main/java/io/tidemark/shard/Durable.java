package io.tidemark.shard;

import io.tidemark.log.EntryId;
import org.jspecify.annotations.Nullable;

/// How far a shard's log is durable for this node, and how often it has gone back behind what this node had been answered. `upTo` says
/// nothing of entries from before the last loss: whoever has some asks the log what is left of them. From `standing` on nothing was lost
/// in the last loss (`null`: nothing is known to stand).
public record Durable(EntryId upTo, long losses, @Nullable EntryId standing) {

    public static final Durable NOTHING = new Durable(EntryId.ZERO, 0);

    public Durable(EntryId upTo, long losses) {
        this(upTo, losses, null);
    }

    /// Whether everything from `entry` on, known when there had been `before` losses, has outlived those that there were since.
    public boolean spares(EntryId entry, long before) {
        return losses == before || losses == before + 1 && standing != null && !standing.isAfter(entry);
    }
}
