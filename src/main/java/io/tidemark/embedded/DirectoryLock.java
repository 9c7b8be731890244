package io.tidemark.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// One program a directory. The kernel holds the lock and lets go of it when the program dies, however it dies;
/// the file `lock` beside it tells people, and a second program, who it is.
///
/// They are two files on purpose: a POSIX lock is gone as soon as its process closes *any* descriptor of the
/// locked file, so nobody may ever read that one.
final class DirectoryLock implements AutoCloseable {

    private final Path note;
    private final FileChannel guard;

    private DirectoryLock(Path note, FileChannel guard) {
        this.note = note;
        this.guard = guard;
    }

    /// Takes the directory or says who has it.
    static DirectoryLock open(Path directory, String address) throws IOException {
        Path note = directory.resolve("lock");
        String me = "pid %d".formatted(ProcessHandle.current().pid());
        String standing = read(note);
        if (standing.startsWith(me + "\n") && standing.contains(started())) {
            throw taken(directory, standing);
        }
        var guard = FileChannel.open(directory.resolve("lock.guard"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (guard.tryLock() == null) {
                throw taken(directory, standing);
            }
            Files.writeString(note, me + "\n" + started() + "\naddress " + address + "\n");
        } catch (IOException | RuntimeException e) {
            guard.close();
            throw e;
        }
        return new DirectoryLock(note, guard);
    }

    private static EmbeddedServersException taken(Path directory, String note) {
        String who = note.isBlank() ? "a program that is just starting" : String.join(", ", note.strip().lines().toList());
        return new EmbeddedServersException("""
                The data directory %s is in use by another Tidemark (%s).
                Use that one, or stop it first, or give this one a directory of its own: \
                --data-dir DIR or TIDEMARK_DATA_DIR.""".formatted(directory, who));
    }

    private static String started() {
        Instant start = ProcessHandle.current().info().startInstant().orElse(Instant.EPOCH);
        return "started " + start.truncatedTo(ChronoUnit.SECONDS);
    }

    private static String read(Path note) throws IOException {
        return Files.exists(note) ? Files.readString(note, UTF_8) : "";
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(note);
            guard.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
