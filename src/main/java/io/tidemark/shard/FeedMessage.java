package io.tidemark.shard;

import io.tidemark.log.EntryId;
import io.tidemark.presence.Notice;
import io.tidemark.presence.Scene;
import io.tidemark.presence.Standing;
import java.util.List;

/// What one commit of a shard changed. Most messages of a quiet shard are empty: they say that time has passed.
///
/// @param previous  the position that this commit continued
/// @param position  the last entry that it contains
/// @param standings accounts whose figures moved, as they are now
/// @param scenes    accounts whose scene was renewed
/// @param notices   answers for those who spoke; each names its origin
public record FeedMessage(int shard, EntryId previous, EntryId position, List<Standing> standings, List<Scene> scenes,
        List<Notice> notices) {

    /// Whether nothing lies between `seen` and this message.
    public boolean follows(EntryId seen) {
        return previous.equals(seen);
    }
}
