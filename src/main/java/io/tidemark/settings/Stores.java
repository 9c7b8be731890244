package io.tidemark.settings;

/// Whose Redis and PostgreSQL?
public sealed interface Stores {

    /// The program's own, in the data directory.
    record Embedded() implements Stores {}

    /// The operator's.
    record Outside(RedisTarget redis, DatabaseTarget database) implements Stores {}
}
