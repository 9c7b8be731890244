package io.tidemark.shard;

import io.tidemark.log.EntryId;

/// How far the tables of a shard have come: the last entry that is in them, and the chain's value there.
public record Reached(EntryId position, String chain) {}
