package io.tidemark.redis;

import io.lettuce.core.api.async.RedisServerAsyncCommands;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the servers say about themselves: what makes them unfit, and what one should know about them.
///
/// @param refusals why Tidemark does not start on them
/// @param warnings what they lack, for the log and for health
/// @param replicas the least number of replicas of a master
/// @param appendOnly whether all write an append-only file
/// @param fsync    `always`, `everysec`, `no`, or `unknown` where it may not be asked
/// @param awaitsDisk whether one can wait for the disk (`WAITAOF`)
/// @param disk     how it is with their disks
public record RedisCheck(Set<String> refusals, Set<String> warnings, int replicas, boolean appendOnly, String fsync, boolean awaitsDisk,
        Disk.Look disk) {

    /// Asks every master that the connections reach.
    public static Future<RedisCheck> of(RedisConnections connections) {
        return masters(connections)
                .compose(masters -> Future.all(masters.stream().map(master -> server(connections, master)).toList()))
                .map(all -> all.<RedisCheck>list().stream().reduce(RedisCheck::and).orElseThrow())
                .recover(failure -> Future.failedFuture(Outcome.of(failure)));
    }

    private static Future<List<RedisClusterAsyncCommands<byte[], byte[]>>> masters(RedisConnections connections) {
        var link = connections.shared();
        if (!(link.connection() instanceof StatefulRedisClusterConnection<byte[], byte[]> cluster))
            return Future.succeededFuture(List.of(link.commands()));
        var nodes = cluster.getPartitions().stream().filter(node -> node.is(RedisClusterNode.NodeFlag.UPSTREAM)
                || node.is(RedisClusterNode.NodeFlag.MASTER)).toList();
        var connected = nodes.stream()
                .map(node -> Future.fromCompletionStage(cluster.getConnectionAsync(node.getNodeId()), connections.context())).toList();
        return Future.all(connected).map(_ -> connected.stream()
                .<RedisClusterAsyncCommands<byte[], byte[]>>map(future -> future.result().async()).toList());
    }

    private static Future<RedisCheck> server(RedisConnections connections, RedisServerAsyncCommands<byte[], byte[]> server) {
        var info = Future.fromCompletionStage(server.info(), connections.context()).map(RedisCheck::fields);
        var settings = Future.fromCompletionStage(server.configGet("*appendfsync*"), connections.context()).otherwise(Map.of());
        return Future.all(info, settings).map(_ -> judge(info.result(), settings.result()));
    }

    static RedisCheck judge(Map<String, String> info, Map<String, String> settings) {
        var refusals = new LinkedHashSet<String>();
        var warnings = new LinkedHashSet<String>();
        String policy = info.getOrDefault("maxmemory_policy", "noeviction");
        if (!policy.equals("noeviction"))
            refusals.add("Redis may evict keys (maxmemory-policy " + policy + "): figures would go wrong unseen; set noeviction");
        if (info.getOrDefault("role", "master").equals("slave")) refusals.add("the Redis at this address is a read-only replica");
        boolean appendOnly = info.getOrDefault("aof_enabled", "0").equals("1");
        int replicas = Integer.parseInt(info.getOrDefault("connected_slaves", "0"));
        if (!appendOnly) warnings.add("Redis writes no append-only file: what it holds is lost when it stops (set appendonly yes)");
        if (replicas == 0) warnings.add("Redis has no replica: nothing takes over when its machine is lost");
        int[] version = Stream.of(info.getOrDefault("redis_version", "0.0.0").split("\\.")).mapToInt(Integer::parseInt).toArray();
        if (version[0] < 6 || version[0] == 6 && version[1] < 2)
            warnings.add("Redis " + info.get("redis_version") + " is older than 6.2, the oldest that Tidemark is tested with");
        String fsync = settings.getOrDefault("appendfsync", "unknown");
        if (appendOnly && fsync.equals("no"))
            warnings.add("Redis leaves it to the system when its file is written: set appendfsync everysec");
        boolean awaitsDisk = version[0] > 7 || version[0] == 7 && version[1] >= 2;
        return new RedisCheck(refusals, warnings, replicas, appendOnly, fsync, awaitsDisk, look(info, settings));
    }

    private static Disk.Look look(Map<String, String> info, Map<String, String> settings) {
        boolean rewriting = Stream.of("aof_rewrite_in_progress", "rdb_bgsave_in_progress").anyMatch(child -> "1".equals(info.get(child)));
        return new Disk.Look(info.getOrDefault("run_id", ""), !info.getOrDefault("aof_last_write_status", "ok").equals("ok"),
                !info.getOrDefault("aof_pending_bio_fsync", "0").equals("0"), "no".equals(settings.get("appendfsync"))
                        || rewriting && "yes".equals(settings.get("no-appendfsync-on-rewrite")));
    }

    private RedisCheck and(RedisCheck other) {
        return new RedisCheck(union(refusals, other.refusals), union(warnings, other.warnings), Math.min(replicas, other.replicas),
                appendOnly && other.appendOnly, fsync.equals(other.fsync) ? fsync : "everysec", awaitsDisk && other.awaitsDisk,
                disk.and(other.disk));
    }

    private static Set<String> union(Set<String> first, Set<String> second) {
        var both = new LinkedHashSet<>(first);
        both.addAll(second);
        return both;
    }

    private static Map<String, String> fields(String info) {
        return info.lines().filter(line -> line.indexOf(':') > 0)
                .collect(Collectors.toMap(line -> line.substring(0, line.indexOf(':')),
                        line -> line.substring(line.indexOf(':') + 1).strip(),
                        (first, _) -> first));
    }

    /// The refusals as one text, empty when there is none.
    public String refusal() {
        return String.join("; ", new ArrayList<>(refusals));
    }
}
