package io.tidemark.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Hears all sources in their order and lets the later win: standard, file, environment, command, flags.
public final class SettingsLoader {

    private static final String CONFIG = Key.PREFIX + "CONFIG";
    private static final String TESTS = Key.PREFIX + "TEST_";
    private static final Set<String> OF_CLIENTS = Set.of("TIDEMARK_KEY", "TIDEMARK_KEY_FILE");

    private final Map<Key, Value> values = new EnumMap<>(Key.class);
    private final List<Problem> problems = new ArrayList<>();

    private SettingsLoader() {}

    /// Where the settings of one start come from.
    ///
    /// @param configuration the YAML file named by `--config`; null: the one that `TIDEMARK_CONFIG` names, if any
    /// @param environment all variables; those without our prefix are not looked at
    /// @param command name of the command, for its own choices
    /// @param chosen what the command itself decides, over file and environment
    /// @param flags by key; of a secret the file that holds it
    public record Sources(@Nullable Path configuration, Map<String, String> environment, String command, Map<Key, String> chosen,
            Map<Key, String> flags) {

        public Sources {
            environment = Map.copyOf(environment);
            chosen = Map.copyOf(chosen);
            flags = Map.copyOf(flags);
        }

        @Override
        public String toString() {
            return "Sources[command=" + command + "]";
        }
    }

    /// Reads and judges them all.
    ///
    /// @throws SettingsException that tells everything that is wrong
    public static EffectiveSettings load(Sources sources) {
        var loader = new SettingsLoader();
        loader.gather(sources);
        var meaning = new SettingsMeaning(loader.values, loader.problems);
        Settings settings = meaning.settings();
        if (settings == null || !loader.problems.isEmpty()) throw new SettingsException(loader.problems);
        return new EffectiveSettings(settings, List.copyOf(loader.values.values()));
    }

    private void gather(Sources sources) {
        for (Key key : Key.values()) {
            values.put(key, new Value(key, key.standard().orElse(null), new Origin.Standard()));
        }
        Map<String, String> environment = sources.environment();
        Path file = sources.configuration();
        String named = environment.getOrDefault(CONFIG, "");
        if (file == null && !named.isBlank()) file = Path.of(named);
        if (file != null) {
            Map<String, String> entries = ConfigurationFile.read(file, problems);
            var origin = new Origin.ConfigurationFile(file);
            refuseUnknown(entries.keySet(), names(Key::entry, "-file"), " in " + file);
            for (Key key : Key.values()) hear(key, entries, key.entry(), key.entry() + "-file", origin);
        }
        refuseUnknown(environment.keySet().stream().filter(SettingsLoader::isOurs).toList(), names(Key::variable, Key.FILE_SUFFIX), "");
        for (Key key : Key.values()) {
            hear(key, environment, key.variable(), key.fileVariable(), new Origin.Environment());
            if (sources.chosen().get(key) instanceof String text) put(key, text, new Origin.Command(sources.command()));
            if (!(sources.flags().get(key) instanceof String text)) continue;
            if (key.isSecret()) {
                readSecret(key, Path.of(text), key.flag());
            } else {
                put(key, text, new Origin.Flag(key.flag()));
            }
        }
    }

    private static boolean isOurs(String variable) {
        return variable.startsWith(Key.PREFIX) && !variable.startsWith(TESTS) && !variable.equals(CONFIG) && !OF_CLIENTS.contains(variable);
    }

    private static List<String> names(Function<Key, String> name, String fileSuffix) {
        return Arrays.stream(Key.values())
                .flatMap(key -> key.isSecret() ? Stream.of(name.apply(key), name.apply(key) + fileSuffix) : Stream.of(name.apply(key)))
                .toList();
    }

    private void refuseUnknown(Collection<String> given, List<String> known, String place) {
        given.stream().filter(name -> !known.contains(name)).sorted().forEach(name -> {
            String remedy = Suggestion.of(name, known).map(meant -> "Did you mean " + meant + "?")
                    .orElse("Remove it; the known ones are " + String.join(", ", known) + ".");
            problems.add(new Problem(name + place, "", "no such setting", remedy));
        });
    }

    private void hear(Key key, Map<String, String> source, String name, String fileName, Origin origin) {
        String text = source.getOrDefault(name, "").strip();
        String file = key.isSecret() ? source.getOrDefault(fileName, "").strip() : "";
        if (!text.isEmpty() && !file.isEmpty()) {
            problems.add(new Problem(name, "", "given together with " + fileName, "Keep one of the two."));
        } else if (!text.isEmpty()) {
            put(key, text, origin);
        } else if (!file.isEmpty()) {
            readSecret(key, Path.of(file), fileName);
        }
    }

    private void readSecret(Key key, Path file, String named) {
        try {
            put(key, Files.readString(file, UTF_8).strip(), new Origin.SecretFile(file, named));
        } catch (IOException e) {
            problems.add(new Problem(named, file.toString(), "the file cannot be read (" + e.getClass().getSimpleName() + ")",
                    "Name a file that this user may read, with nothing in it but the value."));
        }
    }

    private void put(Key key, String text, Origin origin) {
        values.put(key, new Value(key, text, origin));
    }
}
