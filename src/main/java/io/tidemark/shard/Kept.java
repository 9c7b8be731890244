package io.tidemark.shard;

import io.tidemark.log.EntryId;
import java.util.Map;

/// Everything kept of a shard: the last entry that is in it, and the tables, name → field → value.
public record Kept(EntryId position, Map<String, Map<byte[], byte[]>> tables) {}
