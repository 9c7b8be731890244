package io.tidemark.testing;

import io.tidemark.Tidemark;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// The whole program in a process of its own, as a person runs it, and what it prints.
public final class Program implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 120;
    private static final int CLOSING_SECONDS = 30;

    private final Process process;
    private final StringBuffer text = new StringBuffer();

    private Program(Process process) {
        this.process = process;
        Thread.ofVirtual().start(this::read);
    }

    /// Starts it with these arguments and none of our settings from the environment.
    public static Program start(String... arguments) throws IOException {
        return new Program(builder(command(arguments)).start());
    }

    /// The same below a shell that stays in between.
    public static Program inShell(String... arguments) throws IOException {
        var words = new ArrayList<>(List.of("sh", "-c", "\"$@\" & wait", "sh"));
        words.addAll(command(arguments));
        return new Program(builder(words).start());
    }

    private static List<String> command(String... arguments) {
        var words = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-cp",
                System.getProperty("java.class.path"),
                Tidemark.class.getName()));
        words.addAll(List.of(arguments));
        return words;
    }

    private static ProcessBuilder builder(List<String> words) {
        var builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("TIDEMARK_"));
        return builder;
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream()))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) text.append(line).append('\n');
        } catch (IOException _) {
            text.append("(closed)\n");
        }
    }

    /// Waits until it has printed this.
    public void awaitLine(String part) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!text().contains(part)) {
            if (!process.isAlive() || System.nanoTime() > deadline)
                throw new AssertionError("\"" + part + "\" was not printed:\n" + text());
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /// The first match in what it has printed so far.
    public String find(Pattern pattern) {
        return pattern.matcher(text()).results().findFirst().orElseThrow(() -> new AssertionError(pattern + " not in:\n" + text())).group();
    }

    /// All that it has printed so far.
    public String text() {
        return text.toString();
    }

    public long pid() {
        return process.pid();
    }

    /// Sends it a signal by name.
    public void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    }

    /// Kills the process that was started, and none below it.
    public void kill() {
        process.toHandle().destroyForcibly();
    }

    /// Waits for its end; answers its exit code.
    public int awaitEnd() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) throw new AssertionError("It does not end:\n" + text());
        return process.exitValue();
    }

    /// Ends it in order, so that it takes its own servers with it; one that does not end is killed.
    @Override
    public void close() {
        process.destroy();
        try {
            if (process.waitFor(CLOSING_SECONDS, TimeUnit.SECONDS)) return;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
