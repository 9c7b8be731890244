package io.tidemark.shard;

import io.tidemark.presence.Fields;
import java.util.Map;

/// Everything kept of a shard: how far it has come, and the tables by name.
public record Kept(Reached reached, Map<String, Fields> tables) {}
