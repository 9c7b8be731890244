package io.tidemark.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// How PostgreSQL's programs are run: as they are by an ordinary user, and by root, whom they refuse, as somebody else.
///
/// Of two ways for root the first that works here is taken: a user namespace of its own (the files stay root's), which
/// containers usually forbid; or the user `nobody` (65534), who must then be able to walk to the data directory.
///
/// @param prefix words before the command
/// @param user user id that must own PostgreSQL's files; negative: whoever we are
record Unprivileged(List<String> prefix, int user) {

    private static final int NOBODY = 65_534;
    private static final Duration PROBE = Duration.ofSeconds(10);

    /// Finds the way for the owner of this folder, who is us.
    static Unprivileged find(Path folder) throws IOException, InterruptedException {
        if (((Number) Files.getAttribute(folder, "unix:uid")).intValue() != 0) {
            return new Unprivileged(List.of(), -1);
        }
        var namespace = new Unprivileged(List.of("unshare", "-U"), -1);
        if (namespace.works(folder)) {
            return namespace;
        }
        var nobody = new Unprivileged(
                List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--"), NOBODY);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        if (nobody.works(folder)) {
            return nobody;
        }
        throw new EmbeddedServersException("""
                PostgreSQL refuses to run as root, and here it cannot be run as another user in %s. Start Tidemark as an \
                ordinary user who owns the directory, or choose a directory that every user may walk to \
                (--data-dir), or give Tidemark your own servers: TIDEMARK_REDIS_URL and TIDEMARK_DATABASE_URL."""
                .formatted(folder));
    }

    private boolean works(Path folder) throws InterruptedException {
        try {
            return Command.run(command("test", "-x", folder.toString()), folder, PROBE).code() == 0;
        } catch (IOException _) {
            return false;
        }
    }

    List<String> command(String... words) {
        var command = new ArrayList<String>(prefix);
        command.addAll(List.of(words));
        return command;
    }

    /// Makes sure that PostgreSQL may read and write this file or folder.
    Path give(Path file) throws IOException {
        if (user >= 0) {
            Files.setAttribute(file, "unix:uid", user);
            Files.setAttribute(file, "unix:gid", user);
        }
        return file;
    }
}
