package io.tidemark;

import io.tidemark.history.FactReaders;
import io.tidemark.redis.RedisFactStream;

/// Moves facts on to PostgreSQL, for the shards that this node owns.
final class History {
    private History() {}

    static void open(Node node, Opened opened) throws Exception {
        var readers = FactReaders.start(node.shardCount(), node.shards()::owns,
                Opened.await(RedisFactStream.open(node.redis().connections())), node.postgres().pool(),
                node.meters().micrometer(), node.clock());
        opened.closeWith("history", readers::stop);
    }
}
