package io.tidemark.replay;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `replay FILE`: plays recorded signals to a server.
@Command(name = "replay", sortOptions = false, description = {"Play recorded signals to a server.",
        "A line of the file is one signal, as a producer sends it: a JSON object with its type."}, footer = {"",
                "Exit code: 0 all taken; 1 some lines or signals were not; 2 wrong usage; 3 the replay broke off."})
public final class ReplayCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", arity = "1..*", description = "NDJSON file of signals; - is the standard input.")
    private List<String> files = List.of();

    @Mixin
    private Access access = new Access();

    @Mixin
    private Playback playback = new Playback();

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help message and exit.")
    private boolean help;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Map<String, String> environment;

    public ReplayCommand() {
        this(System.getenv());
    }

    ReplayCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        try {
            return playback.play(files, SignalLines::read, access, access.key(environment), spec.commandLine().getErr());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
