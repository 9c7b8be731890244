package io.tidemark.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The directory's PostgreSQL: made at the first start, in a session of its own, durable as in production.
final class PostgresServer implements Server {

    private static final Logger log = LoggerFactory.getLogger(PostgresServer.class);
    private static final Duration STOP = Duration.ofSeconds(60);

    private final PostgresPrograms programs;
    private final PostgresLine line;
    private final ProcessHandle process;

    private PostgresServer(PostgresPrograms programs, PostgresLine line, ProcessHandle process) {
        this.programs = programs;
        this.line = line;
        this.process = process;
    }

    /// Adopts the directory's PostgreSQL if it lives, or starts it (making it first if there is none), and waits until it answers.
    static PostgresServer open(PostgresPrograms programs, Leftovers leftovers, Ports ports, Password password)
            throws IOException, InterruptedException {
        Path pidFile = programs.data().resolve("postmaster.pid");
        leftovers.requireVisible(pidFile);
        List<ProcessHandle> left = leftovers.running("postgres", "pg_ctl", "initdb");
        Optional<ProcessHandle> postmaster = postmaster(pidFile, left);
        int port = ports.of("postgres");
        if (postmaster.isPresent() && programs.isExecutableOf(postmaster.get())) {
            var line = new PostgresLine(port, password);
            if (isAsPromised(line, programs.data())) {
                log.info("Adopted the PostgreSQL that a former program left running, pid {}", postmaster.get().pid());
                return new PostgresServer(programs, line, postmaster.get());
            }
        }
        end(programs, postmaster, left);
        Files.deleteIfExists(pidFile);
        if (!Files.isDirectory(programs.data())) {
            programs.create(password);
        }
        if (!Ports.isFree(port)) {
            int taken = port;
            port = ports.choose("postgres");
            log.warn("Port {} of the embedded PostgreSQL is taken by another program; it has {} from now on", taken, port);
        }
        programs.start(port);
        var line = new PostgresLine(port, password);
        return new PostgresServer(programs, line, started(pidFile, leftovers, line));
    }

    private static ProcessHandle started(Path pidFile, Leftovers leftovers, PostgresLine line) throws IOException {
        try {
            line.prepare();
        } catch (SQLException e) {
            throw new EmbeddedServersException("The embedded PostgreSQL started and does not answer: " + e.getMessage(), e);
        }
        return postmaster(pidFile, leftovers.running("postgres"))
                .orElseThrow(() -> new EmbeddedServersException("The embedded PostgreSQL ended right after its start."));
    }

    private static Optional<ProcessHandle> postmaster(Path pidFile, List<ProcessHandle> ours) throws IOException {
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        String pid = Files.readString(pidFile).lines().findFirst().orElse("").strip();
        return ours.stream().filter(process -> Long.toString(process.pid()).equals(pid)).findFirst();
    }

    private static boolean isAsPromised(PostgresLine line, Path data) throws InterruptedException {
        try {
            line.prepare();
            return line.show("data_directory").equals(data.toString()) && line.show("fsync").equals("on")
                    && line.show("synchronous_commit").equals("on") && line.show("full_page_writes").equals("on");
        } catch (SQLException e) {
            log.debug("The PostgreSQL left running cannot be adopted: {}", e.getMessage());
            return false;
        }
    }

    /// Ends what is left: the server by its own fast way; orphaned children of a killed server go by themselves; half-made
    /// databases are given up.
    private static void end(PostgresPrograms programs, Optional<ProcessHandle> postmaster, List<ProcessHandle> left)
            throws IOException, InterruptedException {
        if (postmaster.isPresent()) {
            log.info("Stopping the PostgreSQL that a former program left running, pid {}", postmaster.get().pid());
            stop(programs, left);
        } else if (!Files.isDirectory(programs.data())) {
            left.forEach(ProcessHandle::destroyForcibly);
        }
        if (!Leftovers.ended(left, STOP)) {
            throw new EmbeddedServersException("""
                    A PostgreSQL left running by a former program holds this directory's data and does not stop: processes %s. \
                    End them (kill) and start again."""
                    .formatted(left.stream().filter(Leftovers::lives).map(ProcessHandle::pid).toList()));
        }
    }

    @Override
    public int port() {
        return line.port();
    }

    @Override
    public ProcessHandle process() {
        return process;
    }

    /// Stops it fast: open transactions are rolled back, everything is written; waits for the end.
    @Override
    public void stop() throws IOException, InterruptedException {
        stop(programs, List.of(process));
        if (!Leftovers.ended(List.of(process), STOP)) {
            throw new EmbeddedServersException("The embedded PostgreSQL does not stop: process " + process.pid());
        }
    }

    /// `pg_ctl` complains of a server that ended by itself meanwhile and left its file behind; what counts is that it has ended.
    private static void stop(PostgresPrograms programs, List<ProcessHandle> processes) throws IOException, InterruptedException {
        try {
            programs.stop(STOP);
        } catch (EmbeddedServersException e) {
            if (!Leftovers.ended(processes, STOP)) throw e;
        }
    }
}
