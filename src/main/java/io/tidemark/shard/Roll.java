package io.tidemark.shard;

import java.util.List;

/// Which nodes are there. Times are the store's, in epoch milliseconds.
public record Roll(long now, int shards, String zone, List<Member> members) {

    /// A node that was seen.
    public record Member(String node, long since, long seen, int version) {}

    /// The node that says so. `since` is what it was told at first, 0 then; `version` the newest form of entries that it reads;
    /// `shards` and `zone` are kept when the installation has none yet.
    public record Self(String node, long since, int version, int shards, String zone) {}
}
