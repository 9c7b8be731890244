package io.tidemark.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.testing.Database;
import io.tidemark.testing.PostgresProcess;
import io.tidemark.testing.RedisProcess;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FactOutageIT {

    private static final Duration LATER = Duration.ofSeconds(60);

    @Test
    void factsWaitForPostgreSqlAndArriveOnce() {
        try (var postgres = PostgresProcess.start();
                var redis = RedisProcess.start();
                var database = Database.open(postgres.url());
                var facts = new Facts(redis.url(), database)) {
            facts.read(_ -> true);
            facts.say(0, IntStream.range(0, 100).mapToObj(i -> Facts.fact("acme", "u|" + i, "")).toList());
            await().atMost(LATER).until(() -> facts.waiting(0) == 0);
            postgres.stop();
            facts.say(0, IntStream.range(50, 2050).mapToObj(i -> Facts.fact("acme", "u|" + i, "")).toList());
            await().atMost(LATER).until(() -> facts.meters.counter("tidemark.facts.failures").count() >= 2);
            assertThat(facts.waiting(0)).isEqualTo(2000);
            assertThat(facts.meters.get("tidemark.facts.waiting").tag("shard", "0").gauge().value()).isEqualTo(2000);
            postgres.startAgain();
            await().atMost(LATER).until(() -> facts.waiting(0) == 0);
            assertThat(facts.count("fact")).isEqualTo(2050);
            assertThat(facts.count("fact_rejected")).isZero();
        }
    }

    @Test
    void readersOutliveRedis() {
        try (var postgres = PostgresProcess.start();
                var redis = RedisProcess.start("--appendonly", "yes", "--appendfsync", "always");
                var database = Database.open(postgres.url());
                var facts = new Facts(redis.url(), database)) {
            facts.read(_ -> true);
            redis.kill();
            await().atMost(LATER).until(() -> facts.meters.counter("tidemark.facts.failures").count() >= 2);
            redis.startAgain();
            await().atMost(LATER).ignoreExceptions().until(() -> {
                facts.say(0, Facts.fact("acme", "u|1", ""));
                return true;
            });
            await().atMost(LATER).until(() -> facts.count("fact") == 1);
        }
    }
}
