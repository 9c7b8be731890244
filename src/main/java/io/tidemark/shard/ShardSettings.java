package io.tidemark.shard;

/// What a node must know to take its part.
///
/// @param node   its name, unique among the nodes
/// @param shards the installation's number of shards
/// @param zone   the zone of masters that have none of their own
/// @param alone  whether no other node can be alive (embedded servers, whose lock proves it): owners of before are not waited for
public record ShardSettings(String node, int shards, String zone, boolean alone) {}
