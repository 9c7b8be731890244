package io.tidemark.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.faults.Installation.NodeProcess;
import io.tidemark.testing.Database;
import io.tidemark.testing.FaultProxy;
import io.tidemark.testing.PostgresProcess;
import io.tidemark.testing.RedisProcess;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/// PostgreSQL fails in each of its ways under a node that goes on counting. Afterwards the figures are those of the ledger, and each
/// session of it is stored once.
@Tag("faults")
@TestInstance(Lifecycle.PER_CLASS)
final class PostgresFaultsIT {
    private static final int SOME = 500;

    private final Vertx vertx = Vertx.vertx();
    private final RedisProcess redis = RedisProcess.start();
    private final PostgresProcess postgres = PostgresProcess.start();
    private final FaultProxy proxy = FaultProxy.before(postgres.port());
    private final Installation installation = new Installation(redis.url(),
            postgres.url().replace(":" + postgres.port() + "/", ":" + proxy.port() + "/"));
    private NodeProcess node;
    private Platform platform;
    private Database database;
    private StoredFacts stored;

    @BeforeAll
    void begin() throws IOException {
        node = installation.startNode("one", "-Xmx96m");
        installation.awaitReady(node);
        platform = Platform.start(vertx, "alpha", List.of(node.address()), Installation.KEY, 3);
        database = Database.connect(postgres.url());
        stored = new StoredFacts(node, database);
    }

    @BeforeEach
    void goOn() {
        platform.goOn();
        Eventually.trafficOf(platform);
    }

    @AfterEach
    void eachSessionIsStoredOnce() {
        Eventually.trafficOf(platform);
        figuresAreThoseOfTheLedger();
        stored.settle(platform);
    }

    @AfterAll
    void end() {
        platform.close();
        installation.close();
        database.close();
        proxy.close();
        postgres.close();
        redis.close();
        vertx.close();
    }

    @Test
    void factsWaitInRedisWhilePostgresIsAway() throws IOException {
        double failures = stored.failures();
        postgres.stop();
        Eventually.holds("facts that wait", () -> stored.failures() > failures + 1 && stored.waiting() > SOME);
        assertThat(Files.readString(node.log)).contains("wait in Redis");
        assertThat(stored.lag()).isPositive();
        figuresAreThoseOfTheLedger();
        platform.goOn();
        postgres.startAgain();
        Eventually.holds("a word of it", () -> Files.readString(node.log).contains("are moved on again"));
    }

    @Test
    void postgresCommitsAndItsRepliesAreLost() {
        double failures = stored.failures();
        long rejected = stored.rejected();
        proxy.loseReplyTo("COMMIT", 3);
        Eventually.holds("lost replies", () -> proxy.stillToLose() == 0 && stored.failures() >= failures + 3);
        assertThat(stored.rejected()).isEqualTo(rejected);
    }

    @Test
    void aRowThatBreaksAConstraintIsKeptApart() {
        long rejected = stored.rejected();
        database.run("ALTER TABLE fact ADD CONSTRAINT no_hundredth CHECK (kind <> 'stretch' OR body ->> 'session' !~ '00$') NOT VALID");
        Eventually.holds("rows kept apart", () -> stored.rejected() > rejected + 3);
        database.run("ALTER TABLE fact DROP CONSTRAINT no_hundredth");
        assertThat(database.run("SELECT DISTINCT left(reason, 5) FROM fact_rejected WHERE convert_from(body, 'UTF8') ~ '00\"'"))
                .extracting(row -> row.getString(0)).containsExactly("23514");
        assertThat(database.run("SELECT FROM fact_rejected WHERE convert_from(body, 'UTF8') !~ '00\"'")).as("neighbours").isEmpty();
    }

    @Test
    void factsWaitInRedisWhileTheDiskIsFull() throws IOException {
        double failures = stored.failures();
        long rejected = stored.rejected();
        fillTheDisk();
        Eventually.holds("facts that wait", () -> stored.failures() > failures + 1 && stored.waiting() > SOME);
        assertThat(Files.readString(node.log)).contains("No space left on device");
        assertThat(stored.rejected()).isEqualTo(rejected);
        database.run("DROP TRIGGER full_disk ON fact");
    }

    /// Each fact needs a row in a table whose file has no room: what is written to `/dev/full` finds none.
    private void fillTheDisk() throws IOException {
        database.run("CREATE TABLE ballast ()");
        Path file = Path.of(database.run("SELECT current_setting('data_directory') || '/' || pg_relation_filepath('ballast')").getFirst()
                .getString(0));
        Files.delete(file);
        Files.createSymbolicLink(file, Path.of("/dev/full"));
        database.run(
                "CREATE FUNCTION weigh() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO ballast DEFAULT VALUES; RETURN NEW; END'");
        database.run("CREATE TRIGGER full_disk BEFORE INSERT ON fact FOR EACH ROW EXECUTE FUNCTION weigh()");
    }

    private void figuresAreThoseOfTheLedger() {
        platform.rest();
        new Verdict(installation, List.of(node)).settles(platform);
    }
}
