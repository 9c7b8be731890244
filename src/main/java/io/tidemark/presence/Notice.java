package io.tidemark.presence;

import io.tidemark.log.Origin;
import io.tidemark.log.StreamId;
import org.jspecify.annotations.Nullable;

/// What the set of sessions has to say back to who spoke; it reaches the node of the origin with the feed.
public sealed interface Notice {

    Origin origin();

    /// A signal was judged and refused. `sequence` is its frame's, 0 outside streams; `session` the id that it was about, if any.
    record Rejected(Origin origin, String master, long sequence, int index, String code, String message,
            @Nullable String session) implements Notice {}

    /// The stream had been silent for too long, its sessions are over, and it is back: it owes a snapshot.
    record Lapsed(Origin origin, StreamId stream) implements Notice {}

    /// The stream has been opened through `origin`; every other socket that held it is fenced.
    record Opened(Origin origin, StreamId stream) implements Notice {}
}
