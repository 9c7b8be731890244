package io.tidemark.shard;

/// When what is in the log counts as durable.
public sealed interface Safety {

    /// At once: nothing is safer here than memory, or everything is on disk before it is answered.
    record AtOnce() implements Safety {}

    /// After some time, by when the disk has it.
    record After(long millis) implements Safety {}

    /// When the store has been asked ([Store#confirm]): replicas, or the disk, have it.
    record Confirmed() implements Safety {}
}
