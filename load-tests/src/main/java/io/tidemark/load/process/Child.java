package io.tidemark.load.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A process that a run has started. It dies with the run, by its process id.
public final class Child {

    private static final int LAST_WORDS = 5;

    private final String name;
    private final List<String> command;
    private final Map<String, String> environment;
    private final Path log;
    private Process process;

    private Child(String name, List<String> command, Map<String, String> environment, Path log) {
        this.name = name;
        this.command = command;
        this.environment = environment;
        this.log = log;
        this.process = launch();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> process.destroyForcibly()));
    }

    /// Starts a program whose output goes to a file.
    static Child start(String name, List<String> command, Map<String, String> environment, Path log) {
        return new Child(name, command, environment, log);
    }

    private Process launch() {
        var builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String name() {
        return name;
    }

    public long pid() {
        return process.pid();
    }

    /// Where its output is.
    public Path log() {
        return log;
    }

    /// What to throw when it has ended unasked: its last words, since its log goes with the run.
    public IllegalStateException ended() {
        try {
            var lines = Files.readAllLines(log);
            return new IllegalStateException(name + " ended by itself; its last words: "
                    + String.join(" / ", lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size())));
        } catch (IOException e) {
            return new IllegalStateException(name + " ended by itself", e);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /// `kill -9`, and waits for the end.
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /// SIGTERM, and waits for the end, half a minute at most.
    public void stop() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            kill();
        }
    }

    /// Starts it again as before.
    public void startAgain() {
        if (isAlive()) throw new IllegalStateException(name + " still runs");
        process = launch();
    }

    /// SIGSTOP.
    public void freeze() {
        signal("STOP");
    }

    /// SIGCONT.
    public void thaw() {
        signal("CONT");
    }

    private void signal(String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(pid())).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
