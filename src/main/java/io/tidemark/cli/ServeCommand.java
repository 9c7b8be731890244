package io.tidemark.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `serve`: the program for good.
@Command(name = "serve", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false, header = "Serve until stopped.", description = {
        "",
        "Without addresses of a Redis and a PostgreSQL it starts its own, with their data in --data-dir.",
        "SIGTERM or Ctrl-C stop it in order.", ""}, footer = {"",
                "A flag wins over the environment, the environment over --config FILE. See what holds with: tidemark check-config"})
final class ServeCommand implements Callable<Integer> {

    private final Starter starter;

    @Mixin
    private SettingsOptions options = new SettingsOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    ServeCommand(Starter starter) {
        this.starter = starter;
    }

    @Override
    public Integer call() throws Exception {
        var out = spec.commandLine().getOut();
        try (var stop = StopSignal.open()) {
            return new Serving(starter, out).until(stop, options.load(Map.of()).settings());
        }
    }
}
