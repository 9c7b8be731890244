package io.tidemark.load;

import io.tidemark.load.process.Loopback;
import io.tidemark.load.process.RedisServer;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Servers that the operator named: what is wrong with them is said before anything starts.
final class Outside {

    private Outside() {}

    /// Throws an [IllegalArgumentException] that names the option, its value and the remedy.
    static void check(@Nullable String redis, @Nullable String database, List<Scenario> scenarios) {
        if (redis != null) address("--redis", redis, "redis://127.0.0.1:6379");
        if (database != null) address("--database", database, "postgres://user:password@127.0.0.1:5432/tidemark");
        if (redis == null && database == null) return;
        for (var scenario : scenarios)
            if (scenario.needsOwnStores())
                throw new IllegalArgumentException(scenario.name() + " breaks its stores or needs several: it runs on its own only;"
                        + " leave --redis and --database out, or name other scenarios");
        if (redis != null) empty(redis);
    }

    private static void address(String option, String address, String example) {
        var scheme = example.substring(0, example.indexOf(':'));
        try {
            if (!scheme.equals(Loopback.only(address).getScheme()))
                throw new IllegalArgumentException("its scheme is not " + scheme);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(option + " " + address + ": " + e.getMessage() + "; name a server of this machine, such as "
                    + example, e);
        }
    }

    private static void empty(String redis) {
        boolean used;
        try {
            used = RedisServer.outside(redis, Path.of("")).ask(commands -> !commands.keys("tm:*").isEmpty());
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("--redis " + redis + ": does not answer: " + e.getMessage(), e);
        }
        if (used)
            throw new IllegalArgumentException("--redis " + redis + ": another run has left its data there; empty it: redis-cli -u " + redis
                    + " FLUSHDB");
    }
}
