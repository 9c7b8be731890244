package io.tidemark.testing;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.util.List;
import org.flywaydb.core.Flyway;

/// A database with all migrations done, and a pool of connections to it.
public record Database(Vertx vertx, Pool pool) implements AutoCloseable {

    /// Migrates the database at `url` (`postgresql://…`) and opens a pool for it on a Vert.x of its own.
    public static Database open(String url) {
        Flyway.configure().dataSource(Servers.jdbc(URI.create(url)), null, null).load().migrate();
        return connect(url);
    }

    /// A pool for a database that has been migrated.
    public static Database connect(String url) {
        var vertx = Vertx.vertx();
        var pool = PgBuilder.pool().connectingTo(PgConnectOptions.fromUri(url))
                .with(new PoolOptions().setMaxSize(4).setConnectionTimeout(2))
                .using(vertx).build();
        return new Database(vertx, pool);
    }

    /// Runs one statement and waits for its rows.
    public List<Row> run(String sql, Object... parameters) {
        return pool.preparedQuery(sql).execute(Tuple.from(parameters)).await().stream().toList();
    }

    @Override
    public void close() {
        pool.close().await();
        vertx.close().await();
    }
}
