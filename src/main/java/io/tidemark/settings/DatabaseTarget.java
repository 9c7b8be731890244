package io.tidemark.settings;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which PostgreSQL, and how is it reached?
///
/// @param password null: none is sent
/// @param url the address as it was given, password and all
public record DatabaseTarget(HostPort server, String database, String user, @Nullable Secret password, SslMode sslMode, Secret url) {

    private static final int POSTGRES = 5432;
    private static final Pattern FORM = Pattern.compile(
            "postgres(ql)?://(?<user>[^:@/?]+)(:(?<password>[^@/?#]*))?@(?<server>[^/@?]+)/(?<database>[^/?#]+)(\\?(?<query>[^#]*))?");

    /// Reads an address; what is wrong with it is the message of an [IllegalArgumentException].
    static DatabaseTarget parse(String text) {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("it has not the form postgresql://user[:password]@host:port/database?sslmode=…");
        }
        Secret password = RedisUrl.decoded(form.group("password")).map(Secret::new).orElse(null);
        return new DatabaseTarget(HostPort.parse(form.group("server"), POSTGRES), RedisUrl.decoded(form.group("database")).orElseThrow(),
                RedisUrl.decoded(form.group("user")).orElseThrow(), password, sslMode(form.group("query")), new Secret(text));
    }

    private static SslMode sslMode(@Nullable String query) {
        SslMode mode = SslMode.PREFER;
        for (String parameter : query == null ? List.<String>of() : List.of(query.split("&"))) {
            String[] pair = parameter.split("=", 2);
            if (!pair[0].equals("sslmode")) {
                throw new IllegalArgumentException("the only parameter is sslmode; \"" + pair[0] + "\" is unknown");
            }
            String word = pair.length < 2 ? "" : pair[1];
            mode = Arrays.stream(SslMode.values()).filter(known -> known.word().equals(word)).findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("sslmode is one of "
                            + String.join(", ", Arrays.stream(SslMode.values()).map(SslMode::word).toList())));
        }
        return mode;
    }
}
