package io.tidemark.settings;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Turns texts into settings; what cannot be turned becomes a [Problem], and the standard stands in for it so that the
/// rest is judged too.
final class SettingsMeaning {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~-]{20,200}");
    private static final int MOST_SHARDS = 1024;
    private static final int HIGHEST_PORT = 65_535;

    private final Map<Key, Value> values;
    private final List<Problem> problems;

    SettingsMeaning(Map<Key, Value> values, List<Problem> problems) {
        this.values = values;
        this.problems = problems;
    }

    Settings settings() {
        var http = new Settings.Http(
                required(Key.BIND, Addresses::local, "0.0.0.0", "Give an IP address of this machine, or 0.0.0.0 for all."),
                number(Key.HTTP_PORT, 0, HIGHEST_PORT), number(Key.OPS_PORT, 0, HIGHEST_PORT),
                optional(Key.PUBLIC_URL, Addresses::web, "Give it as in https://tidemark.example.org."),
                list(Key.ALLOWED_ORIGINS, Addresses::origin, "Give origins with commas, as in https://app.example.org."),
                list(Key.TRUSTED_PROXIES, Network::parse, "Give addresses or networks with commas, as in 10.0.0.0/8,::1."));
        if (http.port() != 0 && http.port() == http.opsPort()) {
            problems.add(Problem.of(value(Key.OPS_PORT), "it is the port of " + Key.HTTP_PORT.variable() + " too", "Give two ports."));
        }
        return new Settings(http, required(Key.DATA_DIR, Path::of, Path.of("./data"), "Give the path of a directory."), stores(),
                optional(Key.BOOTSTRAP_KEY, SettingsMeaning::key, "Make one, for example with: openssl rand -hex 24"), node(),
                number(Key.SHARDS, 1, MOST_SHARDS),
                required(Key.ZONE, Addresses::zone, ZoneId.of("UTC"), "Give a name such as Europe/Berlin."));
    }

    private Stores stores() {
        RedisTarget redis = optional(Key.REDIS_URL, RedisTarget::parse, "Mend the address; %-escape what is special in a password.");
        DatabaseTarget database = optional(Key.DATABASE_URL, DatabaseTarget::parse,
                "Mend the address; %-escape what is special in a password.");
        if (value(Key.REDIS_URL).text() == null && value(Key.DATABASE_URL).text() == null) return new Stores.Embedded();
        for (Key missing : List.of(Key.REDIS_URL, Key.DATABASE_URL)) {
            if (value(missing).text() == null) {
                Key given = missing == Key.REDIS_URL ? Key.DATABASE_URL : Key.REDIS_URL;
                problems.add(Problem.of(value(missing), "it is missing, while " + given.variable() + " is given",
                        "Give both for servers of your own, or neither for the embedded ones."));
            }
        }
        return redis == null || database == null ? new Stores.Embedded() : new Stores.Outside(redis, database);
    }

    private String node() {
        String name = optional(Key.NODE, text -> {
            if (!NAME.matcher(text).matches()) throw new IllegalArgumentException("it is no name");
            return text;
        }, "Give up to 64 letters, digits, dots, dashes or underscores, a letter or digit first.");
        return name == null ? Addresses.machine().filter(machine -> NAME.matcher(machine).matches()).orElse("node") : name;
    }

    private static Secret key(String text) {
        if (!TOKEN.matcher(text).matches()) {
            throw new IllegalArgumentException("a key has 20 to 200 characters out of A-Z a-z 0-9 . _ ~ -");
        }
        return new Secret(text);
    }

    private int number(Key key, int least, int most) {
        int standard = Integer.parseInt(key.standard().orElse("0"));
        return required(key, text -> {
            if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
                throw new IllegalArgumentException("it is no whole number from " + least + " to " + most);
            }
            return Integer.parseInt(text);
        }, standard, "Give such a number.");
    }

    private <T> List<T> list(Key key, Function<String, T> meaning, String remedy) {
        var words = new ArrayList<T>();
        for (String word : value(key).given().orElse("").split(",")) {
            if (word.isBlank()) continue;
            T meant = judged(key, word.strip(), meaning, remedy);
            if (meant != null) words.add(meant);
        }
        return words;
    }

    private <T> T required(Key key, Function<String, T> meaning, T standard, String remedy) {
        T meant = optional(key, meaning, remedy);
        return meant == null ? standard : meant;
    }

    private <T> @Nullable T optional(Key key, Function<String, T> meaning, String remedy) {
        String text = value(key).text();
        return text == null || text.isEmpty() ? null : judged(key, text, meaning, remedy);
    }

    private <T> @Nullable T judged(Key key, String text, Function<String, T> meaning, String remedy) {
        try {
            return meaning.apply(text);
        } catch (IllegalArgumentException e) {
            problems.add(Problem.of(value(key), String.valueOf(e.getMessage()), remedy));
            return null;
        }
    }

    private Value value(Key key) {
        Value value = values.get(key);
        if (value == null) throw new IllegalStateException("No value for " + key);
        return value;
    }
}
