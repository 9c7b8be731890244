package io.tidemark.shard;

import io.tidemark.log.EntryId;
import java.util.Map;

/// Everything kept of a shard: the last entry that is in it, the chain's value there, and the tables, name → field → value.
public record Kept(EntryId position, String chain, Map<String, Map<byte[], byte[]>> tables) {}
