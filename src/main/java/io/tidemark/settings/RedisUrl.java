package io.tidemark.settings;

import io.tidemark.settings.RedisTarget.Access;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the forms of `TIDEMARK_REDIS_URL`.
final class RedisUrl {

    private static final int REDIS = 6379;
    private static final int SENTINEL = 26_379;
    private static final Pattern FORM = Pattern.compile(
            "(?<scheme>rediss?|rediss?-sentinel)://((?<user>[^:@/]*)?(:(?<password>[^@/?#]*))?@)?(?<hosts>[^/@#?]+)(/(?<database>\\d{0,4}))?(#(?<master>[^#]+))?");

    private RedisUrl() {}

    static RedisTarget parse(String text) {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("it has none of the forms redis://[user:password@]host:port/0, rediss://…, "
                    + "redis-sentinel://[user:password@]host:port,host:port/0#master");
        }
        var access = new Access(form.group("scheme").startsWith("rediss"), decoded(form.group("user")).orElse(null),
                decoded(form.group("password")).map(Secret::new).orElse(null));
        String number = form.group("database");
        int database = number == null || number.isEmpty() ? 0 : Integer.parseInt(number);
        String master = form.group("master");
        boolean sentinel = form.group("scheme").endsWith("-sentinel");
        List<HostPort> hosts = Arrays.stream(form.group("hosts").split(",", -1))
                .map(host -> HostPort.parse(host.strip(), sentinel ? SENTINEL : REDIS)).toList();
        if (sentinel) {
            if (master == null) throw new IllegalArgumentException("a sentinel address names its master at the end, as in …#mymaster");
            return new RedisTarget.Sentinel(hosts, master, database, access, new Secret(text));
        }
        if (master != null) throw new IllegalArgumentException("only a sentinel address has a #master");
        if (hosts.size() == 1) return new RedisTarget.Single(hosts.getFirst(), database, access, new Secret(text));
        if (database != 0) throw new IllegalArgumentException("a Cluster has only database 0");
        return new RedisTarget.Cluster(hosts, access, new Secret(text));
    }

    static Optional<String> decoded(@Nullable String part) {
        return Optional.ofNullable(part).filter(text -> !text.isEmpty())
                .map(text -> URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8));
    }
}
