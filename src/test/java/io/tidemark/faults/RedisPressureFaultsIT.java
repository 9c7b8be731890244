package io.tidemark.faults;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.testing.RedisProcess;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/// A Redis that lives and is slow, busy, forgetful, full, or throws everybody out: nothing is lost by it, so nothing may be wrong.
@Tag("faults")
@TestInstance(Lifecycle.PER_CLASS)
final class RedisPressureFaultsIT {

    private static final String UNANSWERED = "tidemark_append_retries_total{reason=\"unanswered\"}";

    private final RedisProcess redis = RedisProcess.start("--appendonly", "yes", "--appendfsync", "everysec");
    private Stage stage;
    private double lostEntries;

    @BeforeAll
    void begin() throws Exception {
        stage = Stage.open(redis.url(), "alpha", "beta");
    }

    @AfterAll
    void end() {
        stage.close();
        redis.close();
    }

    @BeforeEach
    void goOn() throws Exception {
        lostEntries = wentBack();
        stage.goOn();
    }

    @AfterEach
    void nothingIsWrong() {
        stage.moves();
        stage.settles();
        assertThat(wentBack()).isEqualTo(lostEntries);
    }

    private double wentBack() {
        return stage.metric("tidemark_shard_lost_total{reason=\"log went back\"}");
    }

    @Test
    void redisStandsStillAndReadersStop() {
        redis.freeze();
        try {
            stage.platforms().forEach(platform -> platform.hurry(30_000));
            Stage.await("readers stop").until(() -> stage.metric("tidemark_ingest_sockets_paused") == 2);
            stage.says("its log takes nothing: ");
            stage.says("answers nothing: connecting anew");
        } finally {
            redis.thaw();
        }
    }

    @Test
    void redisIsSlow() {
        double retries = stage.metric(UNANSWERED);
        redis.send("CLIENT PAUSE 6000 WRITE");
        Stage.await("calls without an answer").until(() -> stage.metric(UNANSWERED) > retries);
    }

    @Test
    void aScriptKeepsRedisBusy() {
        redis.send("CONFIG SET lua-time-limit 100");
        Thread.ofVirtual().start(() -> {
            try {
                redis.send("EVAL \"while true do end\" 0");
            } catch (UncheckedIOException _) {
                // It is killed, or nobody waits for it any more.
            }
        });
        try {
            stage.says("its log takes nothing: BUSY");
        } finally {
            redis.send("SCRIPT KILL");
        }
        stage.counts("tidemark_append_retries_total{reason=\"BUSY\"}");
    }

    @Test
    void everybodyIsThrownOutEachSecond() throws Exception {
        double retries = stage.metric(UNANSWERED);
        for (int i = 0; i < 5; i++) {
            redis.send("CLIENT KILL TYPE normal");
            redis.send("CLIENT KILL TYPE pubsub");
            MILLISECONDS.sleep(1_000);
        }
        assertThat(stage.metric(UNANSWERED)).isGreaterThan(retries);
    }

    /// The last words of all reach nobody: what the wallboard shows then it has read by itself.
    @Test
    void theLastMessagesAreLost() throws Exception {
        Platform platform = stage.platforms().getFirst();
        try (var viewer = Viewer.open(stage.nodes().getFirst().address(), platform.master())) {
            Stage.await("the wallboard shows something").until(() -> viewer.shown() >= 0);
            platform.rest();
            Stage.await("the wallboard follows").until(() -> viewer.shown() == platform.live());
            redis.send("ACL SETUSER default -subscribe");
            redis.send("CLIENT KILL TYPE pubsub");
            int before = platform.live();
            while (platform.live() == before)
                platform.hurry(1);
            platform.awaitAcknowledged();
            Stage.await("the wallboard corrects itself").until(() -> viewer.shown() == platform.live());
            assertThat(redis.send("PUBSUB NUMSUB tm:{0}:feed")).endsWith("\n0");
            platform.goOn();
        } finally {
            redis.send("ACL SETUSER default +subscribe");
        }
    }

    @Test
    void scriptsAreForgottenAgainAndAgain() throws Exception {
        for (int i = 0; i < 30; i++) {
            redis.send("SCRIPT FLUSH");
            MILLISECONDS.sleep(100);
        }
    }

    @Test
    void memoryIsFull() {
        String used = redis.send("INFO memory").lines().filter(line -> line.startsWith("used_memory:")).findFirst().orElseThrow().strip();
        redis.send("CONFIG SET maxmemory " + (Long.parseLong(used.substring(used.indexOf(':') + 1)) + 1_000_000));
        redis.send("SETRANGE ballast 900000 x");
        try {
            stage.says("its log takes nothing: OOM");
            stage.counts("tidemark_append_retries_total{reason=\"OOM\"}");
        } finally {
            redis.send("CONFIG SET maxmemory 0");
            redis.send("DEL ballast");
        }
    }

    @Test
    void theDiskIsFull() throws Exception {
        redis.limitDisk(50_000);
        try {
            stage.says("its log takes nothing: MISCONF");
            stage.counts("tidemark_append_retries_total{reason=\"MISCONF\"}");
        } finally {
            redis.freeDisk();
        }
    }
}
