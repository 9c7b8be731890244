package io.tidemark;

import io.tidemark.cli.CommandLineInterface;
import io.tidemark.replay.ImportCommand;
import io.tidemark.replay.ReplayCommand;

/// The program's entry: hands its arguments to the commands, and the commands what they start.
public final class Tidemark {

    private Tidemark() {}

    /// Runs the command named by the arguments and exits with its code.
    public static void main(String[] arguments) {
        System.exit(
                CommandLineInterface.of(Application::open, Application::demo, new ReplayCommand(), new ImportCommand()).execute(arguments));
    }
}
