package io.tidemark.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/// A master, its replica, and one Sentinel that makes the replica the master a second or two after the master is gone.
public final class RedisSentinelProcesses implements AutoCloseable {

    private static final int FAILOVER_MILLIS = 5_000;
    /// A Sentinel lets a replica follow what it will for this long before it corrects it.
    private static final int PATIENCE_MILLIS = 600_000;

    private final RedisProcess master;
    private final RedisProcess replica;
    private final FaultProxy link;
    private final Process sentinel;
    private final int port;

    private RedisSentinelProcesses(RedisProcess master, RedisProcess replica, FaultProxy link, Process sentinel, int port) {
        this.master = master;
        this.replica = replica;
        this.link = link;
        this.sentinel = sentinel;
        this.port = port;
    }

    /// Starts all three, and returns when the replica follows and the Sentinel knows of it.
    public static RedisSentinelProcesses start() {
        return start(FAILOVER_MILLIS);
    }

    /// The same; the replica stays behind [#link] until [#hurry].
    public static RedisSentinelProcesses startBehindLink() {
        return start(PATIENCE_MILLIS);
    }

    private static RedisSentinelProcesses start(int failoverMillis) {
        var master = RedisProcess.start();
        var link = FaultProxy.before(master.port());
        var replica = RedisProcess.start("--replicaof", "127.0.0.1", Integer.toString(link.port()));
        int port = Scratch.freePort();
        var directory = Scratch.directory("sentinel");
        var configuration = directory.resolve("sentinel.conf");
        try {
            Files.write(configuration, List.of("port " + port, "bind 127.0.0.1", "dir " + directory,
                    "sentinel monitor main 127.0.0.1 " + master.port() + " 1", "sentinel down-after-milliseconds main 1000",
                    "sentinel failover-timeout main " + failoverMillis));
            var sentinel = new ProcessBuilder(RedisBinary.path().toString(), configuration.toString(), "--sentinel")
                    .redirectErrorStream(true).redirectOutput(directory.resolve("sentinel.log").toFile()).start();
            Runtime.getRuntime().addShutdownHook(new Thread(sentinel::destroyForcibly));
            var all = new RedisSentinelProcesses(master, replica, link, sentinel, port);
            Awaitility.await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(all::knowsTheReplica);
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "redis-sentinel://127.0.0.1:" + port + "#main";
    }

    /// The server that is the master at first.
    public RedisProcess master() {
        return master;
    }

    public RedisProcess replica() {
        return replica;
    }

    /// What the replica follows its first master through.
    public FaultProxy link() {
        return link;
    }

    /// The Sentinel is patient no more: it corrects whoever follows another way, and tries a fail-over again soon.
    public void hurry() {
        send("SENTINEL SET main failover-timeout " + FAILOVER_MILLIS);
    }

    /// The server that the Sentinel names now.
    public RedisProcess current() {
        return send("SENTINEL get-master-addr-by-name main").endsWith("\n" + master.port()) ? master : replica;
    }

    /// What the Sentinel answers to a command.
    public String send(String command) {
        return RedisLine.send(URI.create("redis://127.0.0.1:" + port), command);
    }

    @Override
    public void close() {
        sentinel.destroyForcibly();
        link.close();
        master.close();
        replica.close();
    }

    private boolean knowsTheReplica() {
        return send("INFO sentinel").contains("slaves=1")
                && master.send("INFO replication").contains("state=online");
    }
}
