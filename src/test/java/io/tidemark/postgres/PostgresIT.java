package io.tidemark.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.testing.Servers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresIT {

    @RegisterExtension
    static final Servers servers = new Servers();

    private static final Vertx vertx = Vertx.vertx();

    @AfterAll
    static void closeVertx() {
        done(vertx.close());
    }

    @Test
    void schemaIsMadeOnceAndFoundAgain() {
        for (int start = 1; start <= 2; start++) {
            Postgres postgres = done(Postgres.open(vertx, servers.databaseUrl()));
            done(postgres.ready());
            long failed = done(postgres.pool().query("SELECT count(*) FROM flyway_schema_history WHERE NOT success").execute())
                    .iterator().next().getLong(0);
            long tables = done(postgres.pool().query("SELECT count(*) FROM flyway_schema_history").execute()).iterator().next().getLong(0);
            assertThat(failed).isZero();
            assertThat(tables).isPositive();
            done(postgres.close());
        }
    }

    @Test
    void databaseThatIsNotThereIsNamedWithoutItsPassword() {
        assertThatThrownBy(() -> done(Postgres.open(vertx, "postgresql://me:hidden@127.0.0.1:1/gone")))
                .hasCauseInstanceOf(PostgresException.class).cause().hasMessageContaining("127.0.0.1:1/gone").message()
                .doesNotContain("hidden");
    }

    @Test
    void closedPoolIsNotReady() {
        Postgres postgres = done(Postgres.open(vertx, servers.databaseUrl()));
        done(postgres.close());
        assertThatThrownBy(() -> done(postgres.ready())).isNotNull();
    }

    private static <T> T done(Future<T> future) {
        return future.timeout(60, TimeUnit.SECONDS).toCompletionStage().toCompletableFuture().join();
    }
}
