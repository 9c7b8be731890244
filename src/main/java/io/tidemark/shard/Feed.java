package io.tidemark.shard;

import java.util.function.Consumer;

/// What shards tell after each commit. Messages may get lost: [FeedMessage#follows] notices it, and who needs the whole then reads
/// [Levels]; so does a new subscriber, and everybody every five seconds.
public interface Feed {

    /// Calls `consumer` with the shard's messages, on the Vert.x context that subscribes, until the returned [Runnable] is run.
    Runnable subscribe(int shard, Consumer<FeedMessage> consumer);
}
