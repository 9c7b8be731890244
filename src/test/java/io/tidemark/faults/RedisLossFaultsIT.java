package io.tidemark.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.faults.Installation.NodeProcess;
import io.tidemark.testing.Database;
import io.tidemark.testing.RedisProcess;
import java.io.RandomAccessFile;
import java.util.List;
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

/// A Redis that dies, and comes back with all, with less, or with nothing.
@Tag("faults")
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
final class RedisLossFaultsIT {

    private static final String MARKS = """
            SELECT coalesce(max((cell ->> 1)::int), 0) AS peak FROM fact, jsonb_array_elements(body -> 'cells') AS cell
            WHERE kind = 'mark' AND account = $1 AND (cell ->> 0)::int = 0
            """;

    private final RedisProcess redis = RedisProcess.start("--appendonly", "yes", "--appendfsync", "everysec");
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
    void redisIsKilledInTheMidstOfTraffic() throws Exception {
        stage.goOn();
        double retries = stage.metric("tidemark_append_retries_total");
        double lost = stage.metric("tidemark_shard_lost_total{reason=\"log went back\"}");
        redis.kill();
        stage.says("its log takes nothing: ");
        redis.startAgain();
        stage.moves();
        stage.settles();
        assertThat(stage.metric("tidemark_append_retries_total")).isGreaterThan(retries);
        assertThat(stage.metric("tidemark_shard_lost_total{reason=\"log went back\"}")).as("nothing is lost").isEqualTo(lost);
    }

    /// What lay in the file a second and a half ago had been synced; of the rest a power loss takes what it likes.
    @Test
    @Order(2)
    void thePowerFails() throws Exception {
        stage.goOn();
        var file = redis.appendOnlyFile();
        long synced = file.toFile().length();
        stage.moves();
        Stage.await("writes that are not synced").until(() -> file.toFile().length() > synced + 10_000);
        long resumes = stage.resumes();
        long written = entries();
        redis.kill();
        try (var aof = new RandomAccessFile(file.toFile(), "rw")) {
            aof.setLength(synced + 5_000);
        }
        redis.startAgain();
        assertThat(entries()).isLessThan(written);
        stage.asksAgain(resumes);
        stage.says("dropped: ");
        stage.counts("tidemark_shard_lost_total");
        stage.moves();
        stage.settles();
    }

    @Test
    @Order(3)
    void theDiskIsFullAndRedisEndsItself() throws Exception {
        redis.send("CONFIG SET appendfsync always");
        stage.goOn();
        redis.limitDisk(20_000);
        Stage.await("Redis ends").until(() -> !redis.isRunning());
        stage.says("its log takes nothing: ");
        redis.kill();
        redis.startAgain();
        stage.moves();
        stage.settles();
    }

    /// Nothing but history knows the peaks any more: no node remembers them.
    @Test
    @Order(4)
    void redisIsEmptyAndNoNodeRemembers() throws Exception {
        try (var database = Database.connect(stage.postgres().url())) {
            for (Platform platform : stage.platforms())
                Stage.await("history has a peak of " + platform.master()).until(() -> stored(database, platform.master()) > 0);
            stage.nodes().forEach(NodeProcess::kill);
            redis.send("FLUSHALL");
            for (NodeProcess node : stage.nodes())
                stage.installation().startAgain(node);
            stage.ready();
            stage.goOn();
            stage.settles();
            for (Platform platform : stage.platforms())
                Stage.await("the peak of " + platform.master() + " that history has")
                        .until(() -> stage.peak(platform.master()) >= stored(database, platform.master()));
        }
    }

    /// Nobody has died: the nodes remember the peaks, and the producers their sessions.
    @Test
    @Order(5)
    void redisIsEmptied() throws Exception {
        stage.goOn();
        double lost = stage.metric("tidemark_shard_lost_total");
        var peaks = peaks();
        redis.send("FLUSHALL");
        Stage.await("the loss is noticed").until(() -> stage.metric("tidemark_shard_lost_total") > lost);
        stage.says("dropped: ");
        stage.moves();
        stage.settles();
        Stage.await("the peaks of before").until(() -> {
            var now = peaks();
            return IntStream.range(0, now.size()).allMatch(i -> now.get(i) >= peaks.get(i));
        });
    }

    private List<Integer> peaks() {
        return stage.platforms().stream().map(platform -> stage.peak(platform.master())).toList();
    }

    private static int stored(Database database, String master) {
        return database.run(MARKS, master).getFirst().getInteger("peak");
    }

    private long entries() {
        return IntStream.range(0, 4).mapToLong(shard -> Long.parseLong(redis.send("XLEN tm:{" + shard + "}:log"))).sum();
    }
}
