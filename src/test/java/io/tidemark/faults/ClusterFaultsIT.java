package io.tidemark.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.testing.RedisClusterProcesses;
import io.tidemark.testing.RedisProcess;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;

/// A Redis Cluster whose slots move and whose masters fail under traffic.
@Tag("faults")
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
final class ClusterFaultsIT {

    private static final int SHARDS = 4;

    private final RedisClusterProcesses redis = RedisClusterProcesses.start();
    private Stage stage;

    @BeforeAll
    void begin() throws Exception {
        stage = Stage.open(redis.url(), "alpha", "beta", "gamma", "delta", "epsilon");
    }

    @AfterAll
    void end() {
        stage.close();
        redis.close();
    }

    /// To a machine that has come later and has never seen our scripts.
    @Test
    @Order(1)
    void slotsMoveToANewMaster() throws Exception {
        RedisProcess newcomer = redis.join();
        stage.goOn();
        double refused = stage.metric("tidemark_append_retries_total");
        for (int shard = 0; shard < SHARDS; shard++) {
            boolean last = shard == SHARDS - 1;
            redis.move(slot(shard), newcomer, () -> {
                if (last)
                    Stage.await("a half moved slot is met").until(() -> stage.metric("tidemark_append_retries_total") > refused);
            });
        }
        stage.moves();
        assertThat(IntStream.range(0, SHARDS).map(shard -> Integer.parseInt(newcomer.send("CLUSTER COUNTKEYSINSLOT " + slot(shard)))))
                .allMatch(keys -> keys > 3);
        stage.settles();
    }

    @Test
    @Order(2)
    void aReplicaTakesTheFailedMastersPlace() throws Exception {
        RedisProcess master = redis.owner(slot(0));
        RedisProcess replica = redis.replicate(master);
        stage.goOn();
        master.kill();
        stage.says("its log takes nothing: ");
        Stage.await("the replica is the master").until(() -> replica.send("INFO replication").contains("role:master"));
        stage.moves();
        stage.settles();
    }

    private int slot(int shard) {
        return Integer.parseInt(redis.masters().getFirst().send("CLUSTER KEYSLOT tm:{" + shard + "}:log"));
    }
}
