package io.tidemark.replay;

import picocli.CommandLine.Command;

/// `import FORMAT FILE…`: turns other systems' recordings into signals.
@Command(name = "import", mixinStandardHelpOptions = true, description = "Bring in what other systems recorded.", subcommands = ImportBbbCommand.class)
public final class ImportCommand {}
