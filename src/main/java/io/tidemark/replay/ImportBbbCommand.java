package io.tidemark.replay;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `import bbb FILE…`: plays BigBlueButton's recordings to a server, or writes them down as signals.
@Command(name = "bbb", sortOptions = false, description = {
        "Play BigBlueButton recordings (events.xml) to a server, or write them down as signals.",
        "Each stay of a user is a session; the meeting ends with its recording."}, footer = {"",
                "Exit code: 0 all taken; 1 some signals were not; 2 wrong usage; 3 a file is broken or the import broke off."})
final class ImportBbbCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", arity = "1..*", description = "events.xml of a recording; - is the standard input.")
    private List<String> files = List.of();

    @Option(names = "--out", paramLabel = "FILE", description = "Write NDJSON for replay instead of sending; - is the standard output.")
    private @Nullable String out;

    @Mixin
    private Access access = new Access();

    @Mixin
    private Playback playback = new Playback();

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help message and exit.")
    private boolean help;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Map<String, String> environment;

    ImportBbbCommand() {
        this(System.getenv());
    }

    ImportBbbCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        if (out != null) return write(out);
        try {
            return playback.play(files, (in, sink, _) -> BbbRecording.read(in, sink), access, access.key(environment), spec.commandLine()
                    .getErr());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private int write(String target) throws InterruptedException, IOException {
        if (target.equals("-")) {
            PrintWriter writer = spec.commandLine().getOut();
            int code = writeTo(writer);
            writer.flush();
            return code;
        }
        try (var writer = Files.newBufferedWriter(Path.of(target))) {
            return writeTo(writer);
        }
    }

    private int writeTo(Appendable writer) throws InterruptedException {
        for (String file : files) {
            try (var in = RecordingFile.open(file)) {
                BbbRecording.read(new BufferedInputStream(in, 1 << 16), new SignalWriter(writer));
            } catch (IOException e) {
                spec.commandLine().getErr().println(file + ": " + e.getMessage());
                return Playback.FAILED;
            }
        }
        return Playback.DONE;
    }
}
