package io.tidemark.cli;

import io.tidemark.settings.Key;
import io.tidemark.settings.Settings;
import io.tidemark.settings.Stores;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `demo`: the program with a lifelike platform, on data of its own.
@Command(name = "demo", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false, header = "Serve a lifelike demo platform, to look around.", description = {
        "",
        "Its servers and data are its own, in the directory demo of --data-dir. It listens on 127.0.0.1 unless --bind says otherwise, "
                + "prints the link to its wallboard, its key and a first signal to send, and ends with the process that started it.",
        ""})
final class DemoCommand implements Callable<Integer> {

    private static final String LOOPBACK = "127.0.0.1";

    private final Starter starter;

    @Mixin
    private SettingsOptions options = new SettingsOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    DemoCommand(Starter starter) {
        this.starter = starter;
    }

    @Override
    public Integer call() throws Exception {
        try (var stop = StopSignal.open()) {
            stop.whenParentEnds();
            Settings settings = settings();
            spec.commandLine().getOut().println("""
                    +-----------------------------------------------------------------+
                    |  DEMO DATA: a made-up platform, on this machine only.           |
                    +-----------------------------------------------------------------+""");
            return new Serving(starter, spec.commandLine().getOut()).until(stop, settings);
        }
    }

    /// The settings with the demo's own choices: loopback, a directory beside the real data, and a key that can be shown at every start.
    private Settings settings() throws IOException {
        Map<Key, String> chosen = new EnumMap<>(Key.class);
        chosen.put(Key.BIND, LOOPBACK);
        Settings asked = options.load(chosen).settings();
        if (asked.stores() instanceof Stores.Outside) {
            throw new ParameterException(spec.commandLine(), "The demo fills its own servers with made-up data, never yours: unset "
                    + Key.REDIS_URL.variable() + " and " + Key.DATABASE_URL.variable() + " for it.");
        }
        var home = asked.dataDir().resolve("demo");
        chosen.put(Key.DATA_DIR, home.toString());
        if (asked.bootstrapKey().isEmpty()) chosen.put(Key.BOOTSTRAP_KEY, DemoKey.open(home));
        return options.load(chosen, Key.DATA_DIR).settings();
    }
}
