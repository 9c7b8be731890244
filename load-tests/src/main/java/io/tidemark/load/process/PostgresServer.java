package io.tidemark.load.process;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A PostgreSQL: the one that the product carries, started for a run (durable, as the product's own is), or one that the operator named.
public final class PostgresServer {

    private final Path directory;
    private final @Nullable String outside;
    private int port;
    private @Nullable EmbeddedPostgres server;

    /// Where the programs are unpacked, once for all installations of a run.
    private static final class Binaries {
        static final Path DIRECTORY = Scratch.directory("postgres-binaries");
    }

    /// An empty database, made once for all installations of a run: each begins with a copy of it.
    private static final class Empty {
        static final Path DIRECTORY = Scratch.directory("postgres-empty");

        static {
            var made = new PostgresServer(DIRECTORY, null);
            made.launch();
            made.stop();
            if (Files.exists(DIRECTORY.resolve("data/postmaster.pid"))) throw new IllegalStateException("PostgreSQL does not stop");
        }
    }

    private PostgresServer(Path directory, @Nullable String outside) {
        this.directory = directory;
        this.outside = outside;
    }

    static PostgresServer start(Path directory) {
        Scratch.copy(Empty.DIRECTORY.resolve("data"), directory.resolve("data"));
        var postgres = new PostgresServer(directory, null);
        postgres.launch();
        return postgres;
    }

    static PostgresServer outside(String url, Path directory) {
        Loopback.only(url);
        return new PostgresServer(directory, url);
    }

    /// As the product takes it; the user may do everything.
    public String url() {
        return outside != null ? outside : "postgresql://postgres:postgres@127.0.0.1:" + port + "/postgres";
    }

    /// The server's process; those of its connections are its children.
    public long pid() {
        try (var lines = Files.lines(directory.resolve("data/postmaster.pid"))) {
            return Long.parseLong(lines.findFirst().orElseThrow().strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The first figure that a query answers.
    public long count(String query) {
        try (Connection connection = DriverManager.getConnection("jdbc:" + url().replaceFirst("//[^@]*@", "//") + user());
                var rows = connection.createStatement().executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    private String user() {
        var uri = java.net.URI.create(url());
        var parts = String.valueOf(uri.getUserInfo()).split(":", 2);
        return "?user=" + parts[0] + (parts.length > 1 ? "&password=" + parts[1] : "");
    }

    /// Stops it, its connections cut.
    public void stop() {
        if (outside != null) return;
        try {
            if (server != null) server.close();
            server = null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Starts again what [#stop] ended: same port, same data.
    public void startAgain() {
        if (server == null && outside == null) launch();
    }

    private void launch() {
        var builder = EmbeddedPostgres.builder().setOverrideWorkingDirectory(Binaries.DIRECTORY.toFile())
                .setDataDirectory(directory.resolve("data")).setCleanDataDirectory(false).setPGStartupWait(Duration.ofMinutes(2))
                .setServerConfig("max_connections", "200").setServerConfig("fsync", "on").setServerConfig("synchronous_commit", "on");
        if (port != 0) builder.setPort(port);
        try {
            server = builder.start();
            port = server.getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
