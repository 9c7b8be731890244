package io.tidemark.testing;

import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// The Redis and the PostgreSQL of one test class: `@RegisterExtension static final Servers servers = new Servers();`.
///
/// The servers themselves are started when first asked for and shared by all classes of the JVM, which run one after the other. A
/// class finds its Redis empty, and a database that nobody else has seen; both go when the class ends.
public final class Servers implements BeforeAllCallback, AfterAllCallback {

    private @Nullable String database;
    private boolean redisUsed;

    @Override
    public void beforeAll(ExtensionContext context) {
        database = null;
        redisUsed = false;
    }

    /// `redis://host:port`, emptied at the first call of a class.
    public synchronized String redisUrl() {
        var url = SharedServers.redisUrl();
        if (!redisUsed) {
            RedisLine.send(URI.create(url), "FLUSHALL");
            redisUsed = true;
        }
        return url;
    }

    /// `postgresql://user:password@host:port/database`, as the setting wants it; the database is made at the first call of a class.
    public synchronized String databaseUrl() {
        var server = URI.create(SharedServers.postgresUrl());
        if (database == null) {
            var name = "t_" + UUID.randomUUID().toString().replace("-", "");
            run(server, "CREATE DATABASE " + name);
            database = name;
        }
        return server.resolve("/" + database).toString();
    }

    /// The same database for JDBC, user and password included.
    public String jdbcUrl() {
        return jdbc(URI.create(databaseUrl()));
    }

    @Override
    public synchronized void afterAll(ExtensionContext context) {
        if (redisUsed) RedisLine.send(URI.create(SharedServers.redisUrl()), "FLUSHALL");
        if (database != null) run(URI.create(SharedServers.postgresUrl()), "DROP DATABASE IF EXISTS " + database + " WITH (FORCE)");
    }

    static String jdbc(URI url) {
        var user = url.getUserInfo().split(":", 2);
        return "jdbc:postgresql://" + url.getHost() + ":" + url.getPort() + url.getPath() + "?user=" + user[0] + "&password=" + user[1];
    }

    private static void run(URI server, String sql) {
        try (var connection = DriverManager.getConnection(jdbc(server)); var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
