package io.tidemark.settings;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Everything that can be set: a variable `TIDEMARK_HTTP_PORT`, in the file `http-port`, as a flag `--http-port`.
///
/// A secret has no flag of its own, since everyone on a machine can read arguments; it can be read from a file instead
/// (`TIDEMARK_REDIS_URL_FILE`, `redis-url-file`, `--redis-url-file`).
public enum Key {

    HTTP_PORT("8080", "PORT", "Port for producers, wallboards and the API; 0 takes any free one"), OPS_PORT("8081", "PORT",
            "Port for metrics and health; 0 takes any free one"), BIND("0.0.0.0", "ADDRESS",
                    "Local address that both ports listen on"), PUBLIC_URL(null, "URL",
                            "Address under which people reach this server, for links; absent: made of bind and port"), DATA_DIR("./data",
                                    "DIR", "Directory of the embedded servers' data"), REDIS_URL(null, "URL",
                                            "Redis: redis://, rediss:// (TLS), redis-sentinel://…#master; several hosts with commas are a Cluster",
                                            true), DATABASE_URL(null, "URL",
                                                    "PostgreSQL: postgresql://user[:password]@host:port/db?sslmode=…",
                                                    true), BOOTSTRAP_KEY(null, "KEY",
                                                            "First key, worth every account; absent: made at the first start and printed once",
                                                            true), NODE(null, "NAME",
                                                                    "Name of this node in messages and metrics; absent: the machine's name"), SHARDS(
                                                                            "16", "N",
                                                                            "Number of shards; counts only at the first start on a Redis"), ZONE(
                                                                                    "UTC", "ZONE",
                                                                                    "Time zone of new master accounts, such as Europe/Berlin"), ALLOWED_ORIGINS(
                                                                                            "", "LIST",
                                                                                            "Further origins whose pages may open sockets, with commas: https://app.example.org"), TRUSTED_PROXIES(
                                                                                                    "", "LIST",
                                                                                                    "Addresses or networks, with commas, whose X-Forwarded-For is believed: 10.0.0.0/8");

    static final String PREFIX = "TIDEMARK_";
    static final String FILE_SUFFIX = "_FILE";

    private final @Nullable String standard;
    private final String placeholder;
    private final String meaning;
    private final boolean secret;

    Key(@Nullable String standard, String placeholder, String meaning) {
        this(standard, placeholder, meaning, false);
    }

    Key(@Nullable String standard, String placeholder, String meaning, boolean secret) {
        this.standard = standard;
        this.placeholder = placeholder;
        this.meaning = meaning;
        this.secret = secret;
    }

    /// Name in the environment.
    public String variable() {
        return PREFIX + name();
    }

    /// Name of the variable that names a file with the value; only a secret has one.
    public String fileVariable() {
        return variable() + FILE_SUFFIX;
    }

    /// Name in the configuration file.
    public String entry() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Name on the command line.
    public String flag() {
        return "--" + entry() + (secret ? "-file" : "");
    }

    /// Value without any setting; empty when absence means something of its own.
    public Optional<String> standard() {
        return Optional.ofNullable(standard);
    }

    /// What the flag's value is called in the help.
    public String placeholder() {
        return secret ? "FILE" : placeholder;
    }

    /// One sentence for people.
    public String meaning() {
        return meaning;
    }

    /// Whether the value is kept from every output.
    public boolean isSecret() {
        return secret;
    }
}
