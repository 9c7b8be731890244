package io.tidemark.load.transitions;

import io.tidemark.load.measure.Work;
import io.tidemark.load.process.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Processor time of a PostgreSQL: the server, its children, and those that have ended (proc(5), fields 14 to 17).
final class PostgresWork {

    private static final double TICKS = 100;

    static double of(PostgresServer postgres) {
        long server = postgres.pid();
        return Work.of(server) + ended(server)
                + ProcessHandle.of(server).stream().flatMap(ProcessHandle::descendants).mapToDouble(child -> Work.of(child.pid())).sum();
    }

    private static double ended(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / TICKS;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PostgresWork() {}
}
