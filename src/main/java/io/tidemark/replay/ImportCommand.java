package io.tidemark.replay;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `import FORMAT FILE…`: turns other systems' recordings into signals.
@Command(name = "import", description = "Bring in what other systems recorded.", subcommands = ImportBbbCommand.class)
public final class ImportCommand {
    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help message and exit.")
    private boolean help;
}
