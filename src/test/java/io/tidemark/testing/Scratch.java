package io.tidemark.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/// What a throw-away process needs of the machine: a directory that goes with the JVM, a free port, signals.
public final class Scratch {

    private static final int LOWEST_PORT = 12_000;
    private static final int HIGHEST_PORT = 32_000;
    private static final long PAUSE_NANOS = 20_000_000;

    private Scratch() {}

    /// A new, empty directory, deleted when the JVM ends.
    public static Path directory(String name) {
        try {
            var directory = Files.createTempDirectory("tidemark-" + name + "-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A port of the loopback interface that nobody listens on now, below those that the system gives to clients by itself (a server
    /// that is started again wants it back) and low enough for Redis to find its cluster bus 10 000 above.
    public static int freePort() {
        for (;;) {
            var port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
            try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return port;
            } catch (IOException taken) {
                LockSupport.parkNanos(1);
            }
        }
    }

    /// Sends a signal, by its name without SIG, to a process that may have ended.
    public static void signal(String name, long pid) {
        try {
            var exit = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).inheritIO().start().waitFor();
            if (exit != 0 && ProcessHandle.of(pid).isPresent()) throw new IllegalStateException("kill -" + name + " " + pid + ": " + exit);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// The rest between two looks at something that another process does.
    static void pause() {
        LockSupport.parkNanos(PAUSE_NANOS);
    }

    private static void delete(Path directory) {
        try (var files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException _) {
            // A server that is just ending may still write; what is left lies in the system's directory for such things.
        }
    }
}
