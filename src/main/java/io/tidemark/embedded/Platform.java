package io.tidemark.embedded;

import java.util.List;
import java.util.Locale;

/// Where we run, as the archives of the servers are named.
///
/// @param redis resource that is the Redis executable
/// @param postgres archives of PostgreSQL, the first that is there counts: those of macOS hold the same bytes
///        (both processors), and the jar carries one of them
record Platform(String redis, List<String> postgres) {

    private static final String MAC_POSTGRES = "postgres-darwin-x86_64.txz";

    static Platform current() {
        return of(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    static Platform of(String os, String arch) {
        String processor = switch (arch.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> "amd64";
            case "aarch64", "arm64" -> "arm64";
            default -> "none";
        };
        String system = os.toLowerCase(Locale.ROOT);
        String family = system.startsWith("mac") ? "mac" : system.equals("linux") ? "linux" : "none";
        return switch (family + "-" + processor) {
            case "linux-amd64" -> new Platform("redis-server-6.2.6-v5-linux-amd64", List.of("postgres-linux-x86_64.txz"));
            case "linux-arm64" -> new Platform("redis-server-6.2.7-linux-arm64", List.of("postgres-linux-arm_64.txz"));
            case "mac-amd64" -> new Platform("redis-server-6.2.6-v5-darwin-amd64", List.of(MAC_POSTGRES));
            case "mac-arm64" -> new Platform("redis-server-6.2.6-v5-darwin-arm64",
                    List.of("postgres-darwin-arm_64.txz", MAC_POSTGRES));
            default -> throw new EmbeddedServersException("""
                    There is no embedded Redis and PostgreSQL for %s on %s (there is for Linux and macOS, x86-64 and arm64). \
                    Give Tidemark yours: TIDEMARK_REDIS_URL and TIDEMARK_DATABASE_URL.""".formatted(os, arch));
        };
    }
}
