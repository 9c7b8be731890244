package io.tidemark.architecture.wrong.shard;

import io.tidemark.architecture.wrong.redis.WrongRedis;
import io.tidemark.architecture.wrong.wallboard.WrongWallboard;

/// Imports an edge and a feature.
public record WrongShard(WrongRedis redis, WrongWallboard wallboard) {}
