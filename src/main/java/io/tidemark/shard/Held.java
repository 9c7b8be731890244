package io.tidemark.shard;

import io.tidemark.log.EntryId;

/// What an owner learns when it renews: whether the shard is still its own, what was committed last, and which entry was given last
/// before the tick.
public record Held(boolean held, EntryId position, EntryId last) {}
