package io.tidemark.load.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Stores, nodes on them, and rivals; all of it ends with [#close].
public final class Installation implements AutoCloseable {

    private final @Nullable String outsideRedis;
    private final @Nullable String outsideDatabase;
    private final String jvm;
    private final Path directory = Scratch.directory("run");
    private final List<Node> nodes = new ArrayList<>();
    private final List<Child> others = new ArrayList<>();
    private @Nullable RedisServer redis;
    private @Nullable PostgresServer postgres;

    /// @param redis    address of a Redis that runs already; `null`: one is started when it is first asked for
    /// @param database the same of PostgreSQL
    public Installation(@Nullable String redis, @Nullable String database, String jvm) {
        this.outsideRedis = redis;
        this.outsideDatabase = database;
        this.jvm = jvm;
    }

    public Path directory() {
        return directory;
    }

    public synchronized RedisServer redis() {
        if (redis == null)
            redis = outsideRedis != null ? RedisServer.outside(outsideRedis, directory) : RedisServer.start(sub("redis"));
        return redis;
    }

    /// A further Redis, for a rival.
    public RedisServer anotherRedis(String... options) {
        var another = RedisServer.start(sub("redis-" + others.size()), options);
        others.add(another.child());
        return another;
    }

    public synchronized PostgresServer postgres() {
        if (postgres == null)
            postgres = outsideDatabase != null ? PostgresServer.outside(outsideDatabase, directory) : PostgresServer.start(sub("postgres"));
        return postgres;
    }

    /// Starts a node on the stores and waits until it is ready. `settings` are variables without their prefix: `"SHARDS", "1"`.
    public Node node(String name, String... settings) {
        return startNode(name, settings).awaitReady();
    }

    /// The same without waiting.
    public Node startNode(String name, String... settings) {
        return startNodeVia(redis().url(), postgres().url(), name, settings);
    }

    /// The same with a JVM of other options.
    public Node startNodeOn(String jvm, String name) {
        return kept(Node.start(name, directory, jvm, Map.of("REDIS_URL", redis().url(), "DATABASE_URL", postgres().url())));
    }

    /// A node that starts its own servers, with their data in a directory.
    public Node startEmbedded(String name, Path data) {
        return kept(Node.start(name, directory, jvm, Map.of("DATA_DIR", data.toString())));
    }

    /// A node that reaches its stores through other addresses, such as a proxy's.
    public Node startNodeVia(String redisUrl, String databaseUrl, String name, String... settings) {
        Map<String, String> all = new HashMap<>(Map.of("REDIS_URL", redisUrl, "DATABASE_URL", databaseUrl));
        for (int i = 0; i < settings.length; i += 2)
            all.put(settings[i], settings[i + 1]);
        return kept(Node.start(name, directory, jvm, all));
    }

    private Node kept(Node node) {
        nodes.add(node);
        return node;
    }

    /// Starts a program to measure against and waits until it listens.
    public Rival rival(Class<?> main, String... arguments) {
        return startRival(main, arguments).awaitReady();
    }

    /// The same without waiting.
    public Rival startRival(Class<?> main, String... arguments) {
        var rival = Rival.start(main, directory, jvm, arguments);
        others.add(rival.child());
        return rival;
    }

    /// The processes whose work counts: all nodes and Redis.
    public Collection<LongSupplier> workers() {
        var pids = new ArrayList<LongSupplier>();
        nodes.forEach(node -> pids.add(node.child()::pid));
        pids.add(redis()::pid);
        return pids;
    }

    private Path sub(String name) {
        var sub = directory.resolve(name);
        sub.toFile().mkdirs();
        return sub;
    }

    @Override
    public void close() {
        nodes.forEach(node -> node.child().kill());
        others.forEach(Child::kill);
        if (redis != null && outsideRedis == null) redis.child().kill();
        if (postgres != null) postgres.stop();
        Scratch.delete(directory);
    }
}
