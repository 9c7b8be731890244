package io.tidemark.testing;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;

/// Where the servers of the tests come from. `TIDEMARK_TEST_SERVERS` forces one; by itself it is DOCKER where an engine answers.
enum ServerSource {
    /// Containers, by Testcontainers.
    DOCKER,
    /// The binaries that the product carries.
    EMBEDDED,
    /// The system's `redis-server`, as Debian installs it, beside the embedded PostgreSQL.
    DEBIAN;

    private static final class Chosen {
        static final ServerSource SOURCE = choose(System.getenv("TIDEMARK_TEST_SERVERS"));
    }

    static ServerSource chosen() {
        return Chosen.SOURCE;
    }

    private static ServerSource choose(@Nullable String forced) {
        var source = forced == null || forced.isBlank() ? byWhatAnswers() : valueOf(forced.strip().toUpperCase(Locale.ROOT));
        LoggerFactory.getLogger(ServerSource.class).info("test servers: {}", source);
        return source;
    }

    private static ServerSource byWhatAnswers() {
        return DockerClientFactory.instance().isDockerAvailable() ? DOCKER : EMBEDDED;
    }
}
