package io.tidemark.cli;

import io.tidemark.settings.EffectiveSettings;
import io.tidemark.settings.Key;
import io.tidemark.settings.SettingsLoader;
import io.tidemark.settings.SettingsLoader.Sources;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The flags of a command that reads settings: one for each [Key], `--config` and `--verbose`.
final class SettingsOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(names = "--config", paramLabel = "FILE", description = "YAML file of settings (TIDEMARK_CONFIG).")
    private @Nullable Path configuration;

    @Option(names = "--verbose", description = "On a failure, show where in the program it happened.")
    private boolean verbose;

    /// Gives the command its flags; a default is told, not set, since it must not win over the environment.
    static void addTo(CommandSpec command) {
        for (Key key : Key.values()) {
            String standard = key.standard().filter(text -> !text.isEmpty()).map(text -> " Default: " + text + ".").orElse("");
            String meaning = (key.isSecret() ? "File with this in it: " : "") + key.meaning() + ".";
            command.addOption(OptionSpec.builder(key.flag()).type(String.class).paramLabel(key.placeholder())
                    .description(
                            (meaning + standard + " (" + (key.isSecret() ? key.fileVariable() : key.variable()) + ")").replace("%", "%%"))
                    .build());
        }
    }

    boolean verbose() {
        return verbose;
    }

    boolean isGiven(Key key) {
        return command.commandLine().getParseResult().hasMatchedOption(key.flag());
    }

    /// All settings, with the command's own choices over file and environment; a flag wins over a choice unless it is one of those
    /// that the choice was made of.
    EffectiveSettings load(Map<Key, String> chosen, Key... used) {
        Map<Key, String> flags = new EnumMap<>(Key.class);
        for (Key key : Key.values()) {
            String text = command.commandLine().getParseResult().matchedOptionValue(key.flag(), "");
            if (isGiven(key) && !List.of(used).contains(key)) flags.put(key, text);
        }
        return SettingsLoader.load(new Sources(configuration, System.getenv(), command.name(), chosen, flags));
    }
}
