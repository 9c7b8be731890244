package io.tidemark.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tidemark.signal.Account;
import io.tidemark.testing.Database;
import io.tidemark.testing.Servers;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BootstrapKeyIT {

    private static final String GIVEN = "given-by-the-settings-0001";

    @RegisterExtension
    static final Servers servers = new Servers();

    static Database database;

    @BeforeAll
    static void open() {
        database = Database.open(servers.databaseUrl());
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void nothingIsThere() {
        database.run("DELETE FROM access_key");
    }

    @Test
    void itIsMadeAtTheFirstStartAndShownOnce() {
        var made = prepare(null).orElseThrow();
        assertThat(made).startsWith(Secret.KEY).hasSizeGreaterThan(40);
        assertThat(prepare(null)).isEmpty();
        assertThat(worth(made)).hasValueSatisfying(grant -> {
            assertThat(grant.reach()).isEqualTo(Account.EVERY);
            assertThat(grant.rights()).containsExactlyInAnyOrder(Right.values());
            assertThat(grant.ownAccount()).isNull();
        });
    }

    @Test
    void twoNodesThatStartAtOnceMakeOne() {
        var starts = Stream.generate(() -> BootstrapKey.prepare(database.pool(), null)).limit(3).toList();
        Future.join(starts).await();
        assertThat(starts.stream().flatMap(start -> start.result().stream())).hasSize(1);
    }

    @Test
    void theOneOfTheSettingsReplacesAFormerOne() {
        var made = prepare(null).orElseThrow();
        assertThat(prepare(GIVEN)).isEmpty();
        assertThat(worth(GIVEN)).isPresent();
        assertThat(worth(made)).isEmpty();
        assertThat(prepare(GIVEN)).isEmpty();
        assertThat(worth(GIVEN)).isPresent();
    }

    @Test
    void aRevokedOneStaysRevokedUntilAnotherIsSet() {
        prepare(GIVEN);
        database.run("UPDATE access_key SET revoked = now()");
        assertThat(prepare(GIVEN)).isEmpty();
        assertThat(prepare(null)).isEmpty();
        assertThat(worth(GIVEN)).isEmpty();
        prepare(GIVEN + "-new");
        assertThat(worth(GIVEN + "-new")).isPresent();
    }

    @Test
    void whatCouldBeGuessedIsNotTaken() {
        for (var weak : List.of("admin", "changeit-changeit-1", "has a space in its midst"))
            assertThatThrownBy(() -> prepare(weak)).hasMessageContaining("20 to 200 characters").message().doesNotContain(weak);
        assertThat(database.run("SELECT * FROM access_key")).isEmpty();
    }

    @Test
    void itsTextIsNotStored() {
        prepare(GIVEN);
        assertThat(database.run("SELECT * FROM access_key").getFirst().toJson().encode()).doesNotContain(GIVEN);
    }

    private static Optional<String> prepare(String given) {
        return BootstrapKey.prepare(database.pool(), given).await();
    }

    private static Optional<Grant> worth(String key) {
        var ring = KeyRing.open(database.vertx(), database.pool(), new SimpleMeterRegistry()).await();
        try {
            return ring.authorise(key).await();
        } finally {
            ring.close();
        }
    }
}
