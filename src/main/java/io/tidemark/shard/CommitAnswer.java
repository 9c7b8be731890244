package io.tidemark.shard;

/// What became of a [Commit]: it is done (now, or before), or nothing was written because the shard has another owner, because
/// something else was committed last, or because the log does not hold what was applied.
public enum CommitAnswer {
    DONE, NOT_OWNER, NOT_NEXT, NOT_LOGGED
}
