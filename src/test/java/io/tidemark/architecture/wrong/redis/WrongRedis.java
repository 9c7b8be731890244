package io.tidemark.architecture.wrong.redis;

/// An edge, for [io.tidemark.architecture.wrong.shard.WrongShard] to import.
public record WrongRedis() {}
