package io.tidemark.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

/// PostgreSQL's own programs, run on one database folder: `initdb` and `pg_ctl`, which puts the server into a session
/// of its own and waits for it.
///
/// @param home where the programs are
/// @param folder the directory's part that belongs to PostgreSQL
/// @param runner how they are run
record PostgresPrograms(Path home, Path folder, Unprivileged runner) {

    static final String USER = "tidemark";
    private static final Duration CREATE = Duration.ofMinutes(3);
    private static final Duration START = Duration.ofMinutes(5);

    static PostgresPrograms open(Path home, Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Unprivileged runner = Unprivileged.find(folder.resolve("..").toRealPath());
        runner.give(folder);
        return new PostgresPrograms(home, folder, runner);
    }

    Path data() {
        return folder.resolve("data");
    }

    private Path log() {
        return folder.resolve("postgres.log");
    }

    boolean isExecutableOf(ProcessHandle process) {
        return process.info().command().map(Path::of).filter(program("postgres")::equals).isPresent();
    }

    private Path program(String name) {
        return home.resolve("bin").resolve(name);
    }

    /// Makes the database; it appears whole or not at all.
    void create(Password password) throws IOException, InterruptedException {
        Path unfinished = folder.resolve("data.unfinished");
        Trees.delete(unfinished);
        Path secret = folder.resolve("password.unfinished");
        try {
            PrivateFile.write(secret, password.text());
            runner.give(secret);
            run(CREATE, "make its database", program("initdb").toString(), "-D", unfinished.toString(), "-U", USER, "-A",
                    "scram-sha-256", "--pwfile=" + secret, "-E", "UTF-8", "--locale=C", "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8");
        } finally {
            Files.deleteIfExists(secret);
        }
        Files.move(unfinished, data(), StandardCopyOption.ATOMIC_MOVE);
    }

    void start(int port) throws IOException, InterruptedException {
        Path configuration = data().resolve("postgresql.conf");
        Files.writeString(configuration, PostgresConfiguration.text(port));
        Files.setPosixFilePermissions(configuration, PosixFilePermissions.fromString("rw-------"));
        runner.give(configuration);
        run(START, "start", program("pg_ctl").toString(), "start", "-D", data().toString(), "-l", log().toString(), "-w",
                "-t", Long.toString(START.toSeconds()));
    }

    void stop(Duration atMost) throws IOException, InterruptedException {
        run(atMost.plusSeconds(5), "stop", program("pg_ctl").toString(), "stop", "-D", data().toString(), "-m", "fast", "-w",
                "-t", Long.toString(atMost.toSeconds()));
    }

    private void run(Duration atMost, String act, String... words) throws IOException, InterruptedException {
        List<String> command = runner.command(words);
        var outcome = Command.run(command, folder, atMost);
        if (outcome.code() != 0) {
            throw new EmbeddedServersException("""
                    The embedded PostgreSQL could not %s. Mend what it says (%s), or give Tidemark your own servers \
                    (TIDEMARK_REDIS_URL and TIDEMARK_DATABASE_URL):
                    %s""".formatted(act, log(), (outcome.said() + "\n" + Command.tail(log())).strip()));
        }
    }
}
