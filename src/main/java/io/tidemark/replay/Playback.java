package io.tidemark.replay;

import io.tidemark.producer.ProducerOptions;
import io.vertx.core.Vertx;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How a recording is played, and the playing itself, for `replay` and `import` alike.
final class Playback {
    static final int DONE = 0;
    static final int SOME_REJECTED = 1;
    static final int FAILED = 3;
    private static final int MOST_WAITING = 10_000;
    private static final int MOST_KEPT = 100_000;

    @Option(names = "--speed", paramLabel = "N|max", defaultValue = "1", description = "How many times faster than recorded, or max: as "
            + "fast as the server takes it (default: ${DEFAULT-VALUE}).")
    private String speed = "1";

    @Option(names = "--keep-times", description = "Leave the recorded instants as they are (of the last 24 hours; older ones are refused). "
            + "Otherwise each signal happens when it is sent.")
    private boolean keepTimes;

    /// Reads a file's signals into a sink; `fault` hears of lines that are none.
    interface Reader {
        void read(InputStream in, SignalSink sink, SignalLines.Faults faults) throws IOException, InterruptedException;
    }

    double speed() {
        try {
            return Pace.parse(speed);
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException("--speed must be a number above 0, or max");
        }
    }

    /// Plays the files one after the other; `-` is the standard input. Answers the command's exit code.
    int play(List<String> files, Reader reader, Access access, String key, PrintWriter err) throws InterruptedException {
        boolean terminal = System.console() != null && System.console().isTerminal();
        var options = ProducerOptions.of(access.uri(), key, access.producer("replay " + Path.of(files.getFirst()).getFileName()))
                .withBounds(MOST_WAITING, Duration.ofSeconds(60), MOST_KEPT);
        var faults = new long[1];
        long began = System.nanoTime();
        var vertx = Vertx.vertx();
        var player = new Player(vertx, options, speed(), keepTimes, access.account(), line -> {
            err.println((terminal ? "\r" : "") + line);
            err.flush();
        });
        @Nullable
        String failure = null;
        for (String file : files) {
            var progress = new Progress(err, terminal, RecordingFile.size(file));
            try (var in = RecordingFile.open(file)) {
                player.anew();
                reader.read(new BufferedInputStream(progress.counting(in), 1 << 16), (signal, line) -> {
                    player.accept(signal, line);
                    progress.signal();
                }, (line, reason) -> {
                    err.println((terminal ? "\r" : "") + file + ", line " + line + ": " + reason);
                    if (++faults[0] >= 100 && progress.signals() == 0) throw new IOException("this is no file of signals");
                });
                progress.show(true);
            } catch (IOException e) {
                failure = file + ": " + e.getMessage();
                break;
            }
        }
        try {
            if (failure == null || player.sent() > 0) player.finish();
        } catch (IOException e) {
            failure = failure == null ? e.getMessage() : failure;
        } finally {
            player.close();
            vertx.close().await();
        }
        if (failure != null) err.println(failure);
        err.println(
                String.format(Locale.ROOT, "%,d signals sent in %.1f s, %,d rejected, %,d lines left out", player.sent(), (System.nanoTime()
                        - began) / 1e9, player.rejected(), faults[0]));
        err.flush();
        return failure != null ? FAILED : player.rejected() + faults[0] > 0 ? SOME_REJECTED : DONE;
    }
}
