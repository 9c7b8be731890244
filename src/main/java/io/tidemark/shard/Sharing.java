package io.tidemark.shard;

import io.tidemark.shard.Roll.Member;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which node should own which shard: rendezvous hashing over the nodes that are there. A node counts when it was seen within two and a
/// half seconds, and for moving shards to it only when it has been there for ten; while none has, the oldest gets all. Nodes that read
/// only older entries than another can get none.
final class Sharing {

    private static final long SEEN_MILLIS = 2_500;
    private static final long SETTLED_MILLIS = 10_000;

    private final List<Member> candidates;

    private Sharing(List<Member> candidates) {
        this.candidates = candidates;
    }

    static Sharing of(Roll roll) {
        var live = roll.members().stream().filter(member -> roll.now() - member.seen() <= SEEN_MILLIS).toList();
        int newest = live.stream().mapToInt(Member::version).max().orElse(0);
        var able = live.stream().filter(member -> member.version() == newest).toList();
        var settled = able.stream().filter(member -> roll.now() - member.since() >= SETTLED_MILLIS).toList();
        if (!settled.isEmpty()) return new Sharing(settled);
        return new Sharing(able.stream().min(Comparator.comparingLong(Member::since).thenComparing(Member::node)).stream().toList());
    }

    /// The node that should own a shard, `null` when there is none.
    @Nullable
    String owner(int shard) {
        return candidates.stream().map(Member::node)
                .max(Comparator.comparingLong((String node) -> ShardOf.hash(shard + "@" + node)).thenComparing(Comparator.naturalOrder()))
                .orElse(null);
    }
}
