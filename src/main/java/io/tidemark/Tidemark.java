package io.tidemark;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The program's entry: hands its arguments to the commands.
@Command(name = "tidemark", mixinStandardHelpOptions = true, version = "tidemark 0.1.0-SNAPSHOT")
public final class Tidemark {

    private Tidemark() {}

    /// Runs the command named by the arguments and exits with its code.
    public static void main(String[] args) {
        System.exit(new CommandLine(new Tidemark()).execute(args));
    }
}
