package io.tidemark.embedded;

import java.nio.file.Path;

/// The embedded Redis' configuration file. The password is here and not among the arguments, which every user of the
/// machine can read.
final class RedisConfiguration {

    private RedisConfiguration() {}

    static String text(Path home, int port, Password password) {
        return """
                # Written by Tidemark at each start: changes here do not last.
                bind 127.0.0.1
                port %d
                protected-mode yes
                requirepass %s
                daemonize yes
                dir %s
                pidfile %s
                logfile %s
                appendonly yes
                appendfsync everysec
                aof-load-truncated yes
                save ""
                maxmemory-policy noeviction
                tcp-keepalive 60
                """.formatted(port, password.text(), quoted(home), quoted(home.resolve("redis.pid")),
                quoted(home.resolve("redis.log")));
    }

    private static String quoted(Path path) {
        return '"' + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
