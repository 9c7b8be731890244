package io.tidemark.shard;

/// What can be left out on purpose, to show that the simulation notices.
enum Broken {
    FENCE, SEQUENCE, COMMIT_POSITION, CHAIN, RECALL
}
