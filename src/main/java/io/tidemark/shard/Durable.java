package io.tidemark.shard;

import io.tidemark.log.EntryId;

/// How far a shard's log is durable for this node, and how often it has gone back behind what this node had been answered. `upTo` says
/// nothing of entries from before the last loss: whoever has some asks the log what is left of them.
public record Durable(EntryId upTo, long losses) {

    public static final Durable NOTHING = new Durable(EntryId.ZERO, 0);
}
