package io.tidemark.testing;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/// A Redis Cluster of three masters without replicas, each a [RedisProcess], with all slots served.
public final class RedisClusterProcesses implements AutoCloseable {

    private static final int SLOTS = 16_384;
    private static final int MASTERS = 3;

    private final List<RedisProcess> masters;

    private RedisClusterProcesses(List<RedisProcess> masters) {
        this.masters = masters;
    }

    /// Starts the masters, shares the slots out and returns when every master finds the cluster whole.
    public static RedisClusterProcesses start() {
        var masters = Stream.generate(RedisClusterProcesses::master).limit(MASTERS).toList();
        for (var i = 0; i < MASTERS; i++) {
            var slots = IntStream.range(i * SLOTS / MASTERS, (i + 1) * SLOTS / MASTERS).mapToObj(Integer::toString).collect(joining(" "));
            masters.get(i).send("CLUSTER ADDSLOTS " + slots);
            masters.get(i).send("CLUSTER SET-CONFIG-EPOCH " + (i + 1));
        }
        for (var other : masters.subList(1, MASTERS)) {
            masters.getFirst().send("CLUSTER MEET 127.0.0.1 " + other.port());
        }
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> masters.stream().allMatch(RedisClusterProcesses::whole));
        return new RedisClusterProcesses(masters);
    }

    /// The masters' addresses with commas, as the setting wants them for a cluster.
    public String url() {
        return "redis://" + masters.stream().map(master -> "127.0.0.1:" + master.port()).collect(joining(","));
    }

    public List<RedisProcess> masters() {
        return masters;
    }

    @Override
    public void close() {
        masters.forEach(RedisProcess::close);
    }

    private static RedisProcess master() {
        return RedisProcess.start("--cluster-enabled", "yes", "--cluster-node-timeout", "5000", "--appendonly", "yes");
    }

    private static boolean whole(RedisProcess master) {
        var info = master.send("CLUSTER INFO");
        return info.contains("cluster_state:ok") && info.contains("cluster_known_nodes:" + MASTERS);
    }
}
