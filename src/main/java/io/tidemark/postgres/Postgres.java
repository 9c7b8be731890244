package io.tidemark.postgres;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The database, its schema up to date, and the pool of connections that all features share.
public final class Postgres {

    private static final Logger log = LoggerFactory.getLogger(Postgres.class);
    private static final int CONNECTIONS = 12;
    private static final int WAITING = 2_000;
    private static final int PATIENCE_SECONDS = 5;
    private static final int READY_SECONDS = 2;

    private final Pool pool;

    private Postgres(Pool pool) {
        this.pool = pool;
    }

    /// Migrates, then opens the pool; fails with a [PostgresException].
    public static Future<Postgres> open(Vertx vertx, String databaseUrl) {
        Address address = Address.parse(databaseUrl);
        return vertx.<Void>executeBlocking(() -> {
            migrate(address);
            return null;
        }).map(_ -> new Postgres(pool(vertx, address)));
    }

    private static void migrate(Address address) {
        try {
            var result = Flyway.configure().dataSource(address.jdbc()).locations("classpath:db/migration").load().migrate();
            log.info("Schema of {} is up to date: {} migrations ran now", address, result.migrationsExecuted);
        } catch (FlywayException e) {
            throw new PostgresException("The database " + address + " could not be brought up to date: " + innermost(e), e);
        }
    }

    private static String innermost(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) cause = cause.getCause();
        return String.valueOf(cause.getMessage()).strip();
    }

    private static Pool pool(Vertx vertx, Address address) {
        var options = new PoolOptions().setName("postgres").setMaxSize(CONNECTIONS).setMaxWaitQueueSize(WAITING)
                .setConnectionTimeout(PATIENCE_SECONDS).setConnectionTimeoutUnit(TimeUnit.SECONDS);
        return PgBuilder.pool().with(options).with(Address.sockets()).connectingTo(address.options()).using(vertx).build();
    }

    /// At most a dozen connections; who waits longer than five seconds for one fails.
    public Pool pool() {
        return pool;
    }

    /// Succeeds when the database answers now.
    public Future<Void> ready() {
        return pool.query("SELECT 1").execute().timeout(READY_SECONDS, TimeUnit.SECONDS).mapEmpty();
    }

    /// Closes the pool; what is under way fails.
    public Future<Void> close() {
        return pool.close();
    }
}
