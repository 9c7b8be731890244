package io.tidemark.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A PostgreSQL of a test's own, from the product's binaries, to be stopped and started again on the same data. Dies with the JVM.
public final class PostgresProcess implements AutoCloseable {

    private final Path directory;
    private int port;
    private @Nullable EmbeddedPostgres server;

    private PostgresProcess(Path directory) {
        this.directory = directory;
    }

    /// Makes a cluster of databases and starts its server.
    public static PostgresProcess start() {
        var postgres = new PostgresProcess(Scratch.directory("postgres"));
        postgres.launch();
        return postgres;
    }

    /// `postgresql://postgres:postgres@127.0.0.1:port/postgres`; the user may do everything.
    public String url() {
        return "postgresql://postgres:postgres@127.0.0.1:" + port + "/postgres";
    }

    public int port() {
        return port;
    }

    /// Stops the server at once, its connections cut; waits for the end.
    public synchronized void stop() {
        if (server == null) return;
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server = null;
    }

    /// Starts again what [#stop] ended: same port, same data.
    public synchronized void startAgain() {
        if (server != null) throw new IllegalStateException("still runs");
        launch();
    }

    /// SIGSTOP for the server and the processes of its connections: takes connections, answers nothing.
    public void freeze() {
        signalAll("STOP");
    }

    /// SIGCONT for all that [#freeze] stopped.
    public void thaw() {
        signalAll("CONT");
    }

    @Override
    public void close() {
        stop();
    }

    private void signalAll(String signal) {
        try (var lines = Files.lines(directory.resolve("data/postmaster.pid"))) {
            var postmaster = Long.parseLong(lines.findFirst().orElseThrow().strip());
            var all = ProcessHandle.of(postmaster).orElseThrow();
            Scratch.signal(signal, postmaster);
            all.children().forEach(child -> Scratch.signal(signal, child.pid()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void launch() {
        var builder = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(directory.toFile())
                .setDataDirectory(directory.resolve("data"))
                .setCleanDataDirectory(false)
                .setPGStartupWait(Duration.ofMinutes(1))
                .setServerConfig("max_connections", "200");
        if (port != 0) builder.setPort(port);
        try {
            server = builder.start();
            port = server.getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
