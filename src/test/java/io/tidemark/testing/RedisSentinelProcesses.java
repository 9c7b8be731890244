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

    private final RedisProcess master;
    private final RedisProcess replica;
    private final Process sentinel;
    private final int port;

    private RedisSentinelProcesses(RedisProcess master, RedisProcess replica, Process sentinel, int port) {
        this.master = master;
        this.replica = replica;
        this.sentinel = sentinel;
        this.port = port;
    }

    /// Starts all three, and returns when the replica follows and the Sentinel knows of it.
    public static RedisSentinelProcesses start() {
        var master = RedisProcess.start();
        var replica = RedisProcess.start("--replicaof", "127.0.0.1", Integer.toString(master.port()));
        int port = Scratch.freePort();
        var directory = Scratch.directory("sentinel");
        var configuration = directory.resolve("sentinel.conf");
        try {
            Files.write(configuration, List.of("port " + port, "bind 127.0.0.1", "dir " + directory,
                    "sentinel monitor main 127.0.0.1 " + master.port() + " 1", "sentinel down-after-milliseconds main 1000",
                    "sentinel failover-timeout main 5000"));
            var sentinel = new ProcessBuilder(RedisBinary.path().toString(), configuration.toString(), "--sentinel")
                    .redirectErrorStream(true).redirectOutput(directory.resolve("sentinel.log").toFile()).start();
            Runtime.getRuntime().addShutdownHook(new Thread(sentinel::destroyForcibly));
            var all = new RedisSentinelProcesses(master, replica, sentinel, port);
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

    @Override
    public void close() {
        sentinel.destroyForcibly();
        master.close();
        replica.close();
    }

    private boolean knowsTheReplica() {
        return RedisLine.send(URI.create("redis://127.0.0.1:" + port), "INFO sentinel").contains("slaves=1")
                && master.send("INFO replication").contains("state=online");
    }
}
