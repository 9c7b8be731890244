package io.tidemark.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs a program to its end and keeps what it says. Its words go through a file: a pipe would be held open by the
/// server that some of these programs leave behind, and its reader would wait for that.
final class Command {

    private static final int KEPT = 2_000;

    private Command() {}

    /// How it ended, and the last of what it said.
    record Outcome(int code, String said) {}

    static Outcome run(List<String> words, Path directory, Duration atMost) throws IOException, InterruptedException {
        Path said = Files.createTempFile(directory, "command-", ".log");
        try {
            var process = new ProcessBuilder(words).directory(directory.toFile()).redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(said.toFile()).start();
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                return new Outcome(-1, "no end within " + atMost.toSeconds() + " s. " + tail(said));
            }
            return new Outcome(process.exitValue(), tail(said));
        } finally {
            Files.deleteIfExists(said);
        }
    }

    /// The end of a log, for a message to people; empty when there is none.
    static String tail(Path log) throws IOException {
        if (!Files.exists(log)) {
            return "";
        }
        byte[] bytes = Files.readAllBytes(log);
        int from = Math.max(0, bytes.length - KEPT);
        return new String(bytes, from, bytes.length - from, UTF_8).strip();
    }
}
