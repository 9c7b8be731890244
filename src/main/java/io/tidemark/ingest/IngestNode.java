package io.tidemark.ingest;

import io.tidemark.shard.Appender;
import io.tidemark.shard.CommonClock;
import io.tidemark.shard.ShardOf;
import io.tidemark.signal.Account;

/// What all event loops of one node's ingest share.
///
/// @param boot the random number of this run of the node
/// @param name the node's name, told in `welcome`
record IngestNode(long boot, String name, int shards, Appender appender, CommonClock clock, Keys keys, Connections connections,
        KeyRejections rejections, IngestLimits limits, IngestMetrics metrics) {

    int shardOf(String account) {
        return ShardOf.master(Account.master(account), shards);
    }
}
