package io.tidemark.faults;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.tidemark.testing.PostgresProcess;
import io.tidemark.testing.RedisClusterProcesses;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The same promises on a real Redis Cluster of three masters: masters of ours lie on different masters of Redis, a node is killed, and
/// all connections are.
@Tag("faults")
final class RedisClusterIT {

    @Test
    void figuresAreThoseOfTheLedgerOnThreeMasters() throws Exception {
        var vertx = Vertx.vertx();
        try (var redis = RedisClusterProcesses.start();
                var postgres = PostgresProcess.start();
                var installation = new Installation(redis.url(), postgres)) {
            var one = installation.startNode("cluster-one");
            var two = installation.startNode("cluster-two");
            var nodes = List.of(one, two);
            nodes.forEach(node -> Awaitility.await().atMost(Duration.ofSeconds(120)).until(() -> installation.isReady(node)));
            var addresses = List.of(one.address(), two.address());
            var platforms = Stream.of("alpha", "beta", "gamma", "delta", "epsilon")
                    .map(master -> Platform.start(vertx, master, addresses, Installation.KEY, master.hashCode())).toList();
            MILLISECONDS.sleep(3_000);
            one.kill();
            redis.masters().forEach(master -> master.send("CLIENT KILL TYPE normal"));
            MILLISECONDS.sleep(3_000);
            installation.startAgain(one);
            Awaitility.await().atMost(Duration.ofSeconds(120)).until(() -> installation.isReady(one));
            platforms.forEach(Platform::rest);
            var verdict = new Verdict(installation, nodes);
            platforms.forEach(verdict::settles);
            platforms.forEach(Platform::close);
        } finally {
            vertx.close();
        }
    }
}
