package io.tidemark.shard;

/// When what is in the log counts as durable.
public enum Safety {

    /// At once: nothing is safer here than memory, or everything is on disk before it is answered.
    AT_ONCE,

    /// When the disk has it, which is written each second.
    EACH_SECOND,

    /// When replicas, or the disk, were waited for.
    WAITED_FOR
}
