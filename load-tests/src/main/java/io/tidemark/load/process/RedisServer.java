package io.tidemark.load.process;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;

/// A Redis: the one that the product carries, started for a run, or one that the operator named.
public final class RedisServer {

    private static @Nullable Path binary;

    private final String url;
    private final @Nullable Child child;
    private final long pid;
    private final Path directory;

    private RedisServer(String url, @Nullable Child child, Path directory) {
        this.url = url;
        this.child = child;
        this.directory = directory;
        this.pid = child != null ? child.pid() : Long.parseLong(info("server", "process_id"));
    }

    /// Starts one with an append-only file, synced each second, as the product's own is. `options` are added: `"--appendonly", "no"`.
    static RedisServer start(Path directory, String... options) {
        int port = Ports.free();
        var command = new ArrayList<>(List.of(binary().toString(), "--port", Integer.toString(port), "--bind", "127.0.0.1", "--dir",
                directory.toString(), "--save", "", "--appendonly", "yes", "--appendfsync", "everysec"));
        command.addAll(List.of(options));
        var child = Child.start("redis", command, Map.of(), directory.resolve("redis.log"));
        var redis = new RedisServer("redis://127.0.0.1:" + port, child, directory);
        redis.awaitReady();
        return redis;
    }

    /// One that runs already.
    public static RedisServer outside(String url, Path directory) {
        Loopback.only(url);
        return new RedisServer(url, null, directory);
    }

    public String url() {
        return url;
    }

    /// Its process, for processor time and memory; kill and start it again through [#child].
    public long pid() {
        return child != null ? child.pid() : pid;
    }

    /// Where its data and its log are.
    public Path directory() {
        return directory;
    }

    /// The process, if it is ours to break.
    public Child child() {
        if (child == null) throw new IllegalStateException("this scenario breaks Redis: it uses its own only, leave --redis out");
        return child;
    }

    /// Waits until it answers, a minute at most.
    public void awaitReady() {
        long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        for (;;) {
            try {
                ask(redis -> redis.ping());
                return;
            } catch (RuntimeException e) {
                if (System.nanoTime() > until) throw e;
                Pause.millis(50);
            }
        }
    }

    /// Asks it something on a connection of its own.
    public <T> T ask(Function<RedisCommands<String, String>, T> question) {
        var address = RedisURI.create(url);
        address.setTimeout(Duration.ofSeconds(10));
        try (var client = RedisClient.create(address); var connection = client.connect()) {
            return question.apply(connection.sync());
        }
    }

    /// A figure of INFO.
    public String info(String section, String field) {
        for (String line : ask(redis -> redis.info(section)).split("\r\n"))
            if (line.startsWith(field + ":")) return line.substring(field.length() + 1);
        throw new IllegalStateException("INFO " + section + " has no " + field);
    }

    /// Bytes that its data take.
    public long usedMemory() {
        return Long.parseLong(info("memory", "used_memory"));
    }

    /// Bytes that the keys of a pattern take, every element looked at.
    public long memory(String pattern) {
        return ask(redis -> redis.keys(pattern).stream().mapToLong(key -> redis.<Long>eval(
                "return redis.call('MEMORY', 'USAGE', KEYS[1], 'SAMPLES', '0')", ScriptOutputType.INTEGER, key)).sum());
    }

    private static synchronized Path binary() {
        try {
            if (binary == null)
                binary = ExecutableProvider.newJarResourceProvider(Scratch.directory("redis-binary").toFile()).get().toPath()
                        .toAbsolutePath();
            return binary;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
