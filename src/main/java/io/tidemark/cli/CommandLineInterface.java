package io.tidemark.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// All commands under one name.
@Command(name = "tidemark", mixinStandardHelpOptions = true, versionProvider = Version.class, synopsisSubcommandLabel = "COMMAND", header = "Counts what is live now on conference, webinar and streaming platforms, exactly.", footer = {
        "",
        "To look around:  tidemark demo", "To serve:        tidemark serve", "Each command says more:  tidemark serve --help"})
public final class CommandLineInterface implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private CommandLineInterface() {}

    /// Puts the commands together.
    ///
    /// @param serve opens the program
    /// @param demo opens it with a platform that feeds it
    /// @param further commands that other packages bring
    public static CommandLine of(Starter serve, Starter demo, Object... further) {
        var line = new CommandLine(new CommandLineInterface());
        for (Object command : List.of(new ServeCommand(serve), new DemoCommand(demo), new CheckConfigCommand())) {
            var configured = new CommandLine(command);
            SettingsOptions.addTo(configured.getCommandSpec());
            line.addSubcommand(configured);
        }
        for (Object command : further) line.addSubcommand(command);
        line.setUsageHelpAutoWidth(true);
        line.setExecutionExceptionHandler(new Failures());
        return line;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: name a command.");
    }
}
