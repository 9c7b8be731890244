package io.tidemark.shard;

import io.tidemark.log.EntryId;

/// An entry as it stands in the log. The chain has a value for everything that was written up to an entry: `before` it and `after` it.
/// Who reads an entry that does not continue what he has applied has applied what the log has lost.
public record Stored(EntryId id, byte[] bytes, String before, String after) {}
