package io.tidemark.shard;

import io.tidemark.log.EntryId;

/// An entry as it stands in the log.
public record Stored(EntryId id, byte[] bytes) {}
