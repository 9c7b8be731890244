package io.tidemark.shard;

import io.tidemark.testing.RedisClusterProcesses;
import io.tidemark.testing.RedisProcess;
import io.tidemark.testing.RedisSentinelProcesses;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// Two nodes on a real Redis under traffic, and what may happen to it.
class ShardsIT {

    @Test
    void everyConnectionCutAgainAndAgain() throws Exception {
        try (var redis = RedisProcess.start(); var cluster = LiveCluster.start(redis.url(), 2)) {
            for (int i = 0; i < 5; i++) {
                cluster.goOn(40);
                redis.send("CLIENT KILL TYPE normal");
                redis.send("CLIENT KILL TYPE pubsub");
            }
            cluster.calmDown();
        }
    }

    @Test
    void redisKilledAndStartedAgain() throws Exception {
        try (var redis = RedisProcess.start("--appendonly", "yes"); var cluster = LiveCluster.start(redis.url(), 2)) {
            cluster.goOn(100);
            redis.kill();
            Awaitility.await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
            redis.startAgain();
            cluster.goOn(100);
            cluster.calmDown();
        }
    }

    @Test
    void redisEmptied() throws Exception {
        try (var redis = RedisProcess.start(); var cluster = LiveCluster.start(redis.url(), 2)) {
            cluster.goOn(200);
            redis.send("FLUSHALL");
            cluster.goOn(100);
            cluster.calmDown();
        }
    }

    @Test
    void redisAnswersNothingForAWhile() throws Exception {
        try (var redis = RedisProcess.start(); var cluster = LiveCluster.start(redis.url(), 2)) {
            cluster.goOn(100);
            redis.send("CLIENT PAUSE 4000");
            cluster.goOn(100);
            cluster.calmDown();
        }
    }

    @Test
    void aNodeThatStopsHandsOverAtOnce() throws Exception {
        try (var redis = RedisProcess.start(); var cluster = LiveCluster.start(redis.url(), 2)) {
            cluster.goOn(50);
            var owner = cluster.nodes().stream().filter(node -> node.owned() > 0).findFirst().orElseThrow();
            cluster.calmDown();
            LiveCluster.await(owner.stop());
            var heir = cluster.nodes().stream().filter(node -> node != owner).findFirst().orElseThrow();
            Awaitility.await().atMost(Duration.ofSeconds(4)).until(() -> heir.owned() == LiveCluster.SHARDS);
        }
    }

    @Test
    void theMasterDiesAndItsReplicaGoesOn() throws Exception {
        try (var redis = RedisSentinelProcesses.start(); var cluster = LiveCluster.start(redis.url(), 2)) {
            cluster.goOn(100);
            Awaitility.await().until(() -> redis.master().send("INFO replication").contains("connected_slaves:1"));
            redis.master().kill();
            cluster.goOn(100);
            cluster.calmDown();
        }
    }

    @Test
    void aRealClusterOfThreeMasters() throws Exception {
        try (var redis = RedisClusterProcesses.start(); var cluster = LiveCluster.start(redis.url(), 2)) {
            cluster.goOn(100);
            redis.masters().getFirst().kill();
            Awaitility.await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
            redis.masters().getFirst().startAgain();
            cluster.goOn(100);
            cluster.calmDown();
        }
    }
}
