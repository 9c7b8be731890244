package io.tidemark.testing;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/// A Redis Cluster of three masters without replicas, each a [RedisProcess], with all slots served.
public final class RedisClusterProcesses implements AutoCloseable {

    private static final int SLOTS = 16_384;
    private static final int MASTERS = 3;

    private final List<RedisProcess> masters;
    private final List<RedisProcess> others = new ArrayList<>();

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

    /// A further master without slots, once all others know it.
    public RedisProcess join() {
        var joining = master();
        others.add(joining);
        joining.send("CLUSTER MEET 127.0.0.1 " + masters.getFirst().port());
        Awaitility.await().atMost(Duration.ofMinutes(1))
                .until(() -> masters.stream().allMatch(master -> master.send("CLUSTER NODES").contains(id(joining)))
                        && masters.stream().allMatch(master -> joining.send("CLUSTER NODES").contains(id(master)))
                        // who has just come thinks the cluster down until it has heard who has which slots
                        && joining.send("CLUSTER INFO").contains("cluster_state:ok"));
        return joining;
    }

    /// A replica of a master, once it follows.
    public RedisProcess replicate(RedisProcess master) {
        var replica = join();
        replica.send("CLUSTER REPLICATE " + id(master));
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> replica.send("INFO replication").contains("master_link_status:up"));
        return replica;
    }

    /// The server that holds the keys of this slot.
    public RedisProcess owner(int slot) {
        return Stream.concat(masters.stream(), others.stream())
                .filter(server -> !server.send("CLUSTER COUNTKEYSINSLOT " + slot).equals("0")).findFirst().orElseThrow();
    }

    /// Moves a slot to another master, key by key, as the tools of operators do it; `after` is run after each key.
    public void move(int slot, RedisProcess to, Runnable after) {
        var from = owner(slot);
        to.send("CLUSTER SETSLOT " + slot + " IMPORTING " + id(from));
        from.send("CLUSTER SETSLOT " + slot + " MIGRATING " + id(to));
        for (var key = from.send("CLUSTER GETKEYSINSLOT " + slot + " 1"); !key.isEmpty(); key = from
                .send("CLUSTER GETKEYSINSLOT " + slot + " 1")) {
            from.send("MIGRATE 127.0.0.1 " + to.port() + " " + key + " 0 5000");
            after.run();
        }
        for (var server : Stream.concat(Stream.of(to, from), masters.stream()).toList())
            server.send("CLUSTER SETSLOT " + slot + " NODE " + id(to));
    }

    @Override
    public void close() {
        masters.forEach(RedisProcess::close);
        others.forEach(RedisProcess::close);
    }

    private static String id(RedisProcess server) {
        return server.send("CLUSTER MYID");
    }

    private static RedisProcess master() {
        return RedisProcess.start("--cluster-enabled", "yes", "--cluster-node-timeout", "5000", "--appendonly", "yes");
    }

    private static boolean whole(RedisProcess master) {
        var info = master.send("CLUSTER INFO");
        return info.contains("cluster_state:ok") && info.contains("cluster_known_nodes:" + MASTERS);
    }
}
