package io.tidemark.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.testing.RedisProcess;
import io.tidemark.testing.RedisSentinelProcesses;
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

/// What may become of a master of Redis, its replica, and what was acknowledged between them.
@Tag("faults")
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
final class SentinelFaultsIT {

    private final RedisSentinelProcesses redis = RedisSentinelProcesses.startBehindLink();
    private Stage stage;

    @BeforeAll
    void begin() throws Exception {
        stage = Stage.open(redis.url(), "alpha", "beta");
    }

    @AfterAll
    void end() {
        stage.close();
        redis.close();
    }

    @Test
    @Order(1)
    void theLastAcknowledgedWritesAreLost() throws Exception {
        RedisProcess master = redis.master();
        RedisProcess replica = redis.replica();
        stage.goOn();
        redis.link().refuseNew(true);
        redis.link().reset();
        Stage.await("the link is cut").until(() -> master.send("INFO replication").contains("connected_slaves:0"));
        stage.moves();
        long resumes = stage.resumes();
        long written = entries(master);
        master.kill();
        redis.hurry();
        awaitMaster(replica);
        assertThat(entries(replica)).isLessThan(written);
        stage.asksAgain(resumes);
        stage.says("dropped: ");
        stage.counts("tidemark_shard_lost_total");
        stage.moves();
        stage.settles();

        master.startAgain();
        master.send("REPLICAOF 127.0.0.1 " + replica.port());
        awaitReplica(master);
    }

    @Test
    @Order(2)
    void theReplicaStandsStillAndTheMasterTakesNothing() throws Exception {
        RedisProcess master = redis.current();
        stage.goOn();
        master.send("CONFIG SET min-replicas-max-lag 1");
        master.send("CONFIG SET min-replicas-to-write 1");
        other(master).freeze();
        try {
            stage.says("its log takes nothing: NOREPLICAS");
            stage.counts("tidemark_append_retries_total{reason=\"NOREPLICAS\"}");
        } finally {
            other(master).thaw();
        }
        stage.moves();
        stage.settles();
        master.send("CONFIG SET min-replicas-to-write 0");
    }

    @Test
    @Order(3)
    void theMasterIsChangedAsPlanned() throws Exception {
        RedisProcess master = redis.current();
        stage.goOn();
        Stage.await("the Sentinel agrees").ignoreExceptions().until(() -> redis.send("SENTINEL FAILOVER main").equals("OK"));
        awaitMaster(other(master));
        awaitReplica(master);
        stage.moves();
        stage.settles();
    }

    @Test
    @Order(4)
    void theOldMasterComesBack() throws Exception {
        RedisProcess old = redis.current();
        RedisProcess heir = other(old);
        stage.goOn();
        old.freeze();
        try {
            awaitMaster(heir);
            stage.says("answers nothing: connecting anew");
            stage.moves();
            Stage.await("both nodes listen to the new master").until(() -> listeners(heir) == 2);
        } finally {
            old.thaw();
        }
        stage.moves();
        awaitReplica(old);
        stage.moves();
        stage.settles();
        assertThat(entries(old)).isEqualTo(entries(heir));
    }

    private static long listeners(RedisProcess server) {
        return server.send("CLIENT LIST TYPE pubsub").lines().filter(client -> client.contains("name=tidemark")).count();
    }

    private RedisProcess other(RedisProcess server) {
        return server == redis.master() ? redis.replica() : redis.master();
    }

    private static long entries(RedisProcess server) {
        return IntStream.range(0, 4).mapToLong(shard -> Long.parseLong(server.send("XLEN tm:{" + shard + "}:log"))).sum();
    }

    private void awaitMaster(RedisProcess server) {
        Stage.await("the Sentinel makes it the master").until(() -> redis.current() == server
                && server.send("INFO replication").contains("role:master"));
    }

    private static void awaitReplica(RedisProcess server) {
        Stage.await("it follows").ignoreExceptions().until(() -> server.send("INFO replication").contains("master_link_status:up"));
    }
}
