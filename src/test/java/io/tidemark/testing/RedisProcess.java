package io.tidemark.testing;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A Redis of a test's own, on a free port and in its own directory, to be killed, frozen and started again. Dies with the JVM.
public final class RedisProcess implements AutoCloseable {

    private static final int STARTS = 5;

    private final Path directory;
    private final List<String> options;
    private int port;
    private @Nullable Process process;

    private RedisProcess(Path directory, List<String> options) {
        this.directory = directory;
        this.options = options;
    }

    /// Starts one with what `options` add to the defaults, in the words of the command line: `"--appendonly", "yes"`.
    public static RedisProcess start(String... options) {
        var redis = new RedisProcess(Scratch.directory("redis"), List.of(options));
        Runtime.getRuntime().addShutdownHook(new Thread(redis::kill));
        for (var left = STARTS;; left--) {
            redis.port = Scratch.freePort();
            try {
                redis.launch();
                return redis;
            } catch (IllegalStateException e) {
                if (left == 1) throw e;
            }
        }
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    /// Where its data and its log are.
    public Path directory() {
        return directory;
    }

    /// The text that one command is answered with.
    public String send(String command) {
        return RedisLine.send(URI.create(url()), command);
    }

    /// `kill -9`, and waits for the end.
    public synchronized void kill() {
        if (process == null) return;
        process.destroyForcibly().onExit().join();
        process = null;
    }

    /// SIGTERM, and waits for the end: Redis saves what it is configured to save.
    public synchronized void stop() {
        if (process == null) return;
        process.destroy();
        process.onExit().join();
        process = null;
    }

    /// Starts again what [#kill] or [#stop] ended: same port, same directory.
    public synchronized void startAgain() {
        if (process != null) throw new IllegalStateException("still runs");
        launch();
    }

    /// SIGSTOP: takes connections, answers nothing.
    public void freeze() {
        Scratch.signal("STOP", running().pid());
    }

    /// SIGCONT.
    public void thaw() {
        Scratch.signal("CONT", running().pid());
    }

    /// Whether it has not ended by itself either.
    public synchronized boolean isRunning() {
        return process != null && process.isAlive();
    }

    /// From now on its append-only file can grow by so many bytes and no more: what is written beyond fails, as on a full disk.
    public void limitDisk(long bytes) throws IOException {
        limitFiles(Long.toString(Files.size(appendOnlyFile()) + bytes));
    }

    /// There is room again.
    public void freeDisk() throws IOException {
        limitFiles("unlimited");
    }

    /// The file that it appends to now.
    public Path appendOnlyFile() throws IOException {
        try (var files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".incr.aof") || file.endsWith("appendonly.aof"))
                    .filter(Files::isRegularFile).max(Comparator.naturalOrder()).orElseThrow();
        }
    }

    @Override
    public void close() {
        kill();
    }

    private void limitFiles(String most) throws IOException {
        try {
            var exit = new ProcessBuilder("prlimit", "--pid", Long.toString(running().pid()), "--fsize=" + most + ":").inheritIO().start()
                    .waitFor();
            if (exit != 0) throw new IllegalStateException("prlimit: " + exit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private synchronized Process running() {
        if (process == null) throw new IllegalStateException("does not run");
        return process;
    }

    private void launch() {
        // A file that may not grow is an error to it, not its end.
        var command = new ArrayList<>(
                List.of("sh", "-c", "trap '' XFSZ; exec \"$@\"", "sh", RedisBinary.path().toString(), "--port", Integer.toString(port),
                        "--bind", "127.0.0.1", "--dir",
                        directory.toString(), "--save", "", "--appendonly", "no"));
        command.addAll(options);
        var log = directory.resolve("redis.log");
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            awaitReady(process, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady(Process started, Path log) throws IOException {
        var deadline = System.nanoTime() + SECONDS.toNanos(60);
        while (started.isAlive() && System.nanoTime() < deadline) {
            try {
                if (RedisLine.ask(URI.create(url()), "PING").equals("PONG")) return;
            } catch (IOException notYet) {
                Scratch.pause();
            }
        }
        kill();
        throw new IllegalStateException("Redis did not start:\n" + Files.readString(log));
    }
}
