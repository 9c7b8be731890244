package io.tidemark.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The directory's Redis: daemonised, with an append-only file that reaches the disk each second.
///
/// A second Redis on the same append-only file would be let in without protest and lose data, so the way to a new
/// one always leads past every live process that runs our executable.
final class RedisServer implements Server {

    private static final Logger log = LoggerFactory.getLogger(RedisServer.class);
    private static final Duration STOP = Duration.ofSeconds(60);
    private static final Duration START = Duration.ofSeconds(120);
    private static final Map<String, String> PROMISED = Map.of("appendonly", "yes", "appendfsync", "everysec",
            "maxmemory-policy", "noeviction");

    private final int port;
    private final Password password;
    private final ProcessHandle process;

    private RedisServer(int port, Password password, ProcessHandle process) {
        this.port = port;
        this.password = password;
        this.process = process;
    }

    /// Adopts the directory's Redis if it lives, or starts it, and waits until it has loaded its data.
    static RedisServer open(Path home, Path executable, Leftovers leftovers, Ports ports, Password password)
            throws IOException, InterruptedException {
        Files.createDirectories(home);
        leftovers.requireVisible(home.resolve("redis.pid"));
        List<ProcessHandle> left = leftovers.running("redis-server");
        int port = ports.of("redis");
        if (left.size() == 1 && left.getFirst().info().command().map(Path::of).filter(executable::equals).isPresent()
                && isAsPromised(left.getFirst(), home, port, password)) {
            log.info("Adopted the Redis that a former program left running, pid {}", left.getFirst().pid());
            return new RedisServer(port, password, left.getFirst());
        }
        stop(left);
        if (!Ports.isFree(port)) {
            int taken = port;
            port = ports.choose("redis");
            log.warn("Port {} of the embedded Redis is taken by another program; it has {} from now on", taken, port);
        }
        ProcessHandle process = start(home, executable, leftovers, port, password);
        return new RedisServer(port, password, process);
    }

    private static boolean isAsPromised(ProcessHandle process, Path home, int port, Password password)
            throws InterruptedException {
        try (var line = loaded(process, port, password)) {
            boolean same = line.ask("INFO", "server").getFirst().contains("process_id:" + process.pid() + "\r\n")
                    && line.ask("CONFIG", "GET", "dir").getLast().equals(home.toString());
            for (var promise : PROMISED.entrySet()) {
                same &= line.ask("CONFIG", "GET", promise.getKey()).getLast().equals(promise.getValue());
            }
            return same;
        } catch (IOException e) {
            log.debug("The Redis left running, pid {}, cannot be adopted: {}", process.pid(), e.getMessage());
            return false;
        }
    }

    private static void stop(List<ProcessHandle> left) throws InterruptedException {
        for (ProcessHandle process : left) {
            log.info("Stopping the Redis that a former program left running, pid {}", process.pid());
            process.destroy();
        }
        if (!Leftovers.ended(left, STOP)) {
            throw new EmbeddedServersException("""
                    A Redis left running by a former program holds this directory's data and does not stop: process %s. \
                    End it (kill -9 loses nothing that was acknowledged) and start again."""
                    .formatted(left.stream().filter(Leftovers::lives).map(ProcessHandle::pid).toList()));
        }
    }

    private static ProcessHandle start(Path home, Path executable, Leftovers leftovers, int port, Password password)
            throws IOException, InterruptedException {
        Path configuration = home.resolve("redis.conf");
        Path written = home.resolve("redis.log");
        PrivateFile.write(configuration, RedisConfiguration.text(home, port, password));
        var outcome = Command.run(List.of(executable.toString(), configuration.toString()), home, START);
        long deadline = System.nanoTime() + START.toNanos();
        for (int missed = 0; outcome.code() == 0 && missed < 20 && System.nanoTime() < deadline;) {
            List<ProcessHandle> running = leftovers.running("redis-server");
            if (running.isEmpty()) {
                missed++;
            } else {
                try (var _ = loaded(running.getFirst(), port, password)) {
                    return running.getFirst();
                } catch (IOException e) {
                    log.debug("Redis does not answer yet: {}", e.getMessage());
                }
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        throw new EmbeddedServersException("""
                The embedded Redis did not start. Mend what it says (%s), or give Tidemark your own servers \
                (TIDEMARK_REDIS_URL and TIDEMARK_DATABASE_URL):
                %s""".formatted(written, (outcome.said() + "\n" + Command.tail(written)).strip()));
    }

    /// A connection to the Redis that has loaded its data, waited for as long as the process lives.
    private static RedisLine loaded(ProcessHandle process, int port, Password password)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        while (true) {
            try {
                return answering(port, password);
            } catch (RedisLine.Refused e) {
                if (!String.valueOf(e.getMessage()).startsWith("LOADING") || System.nanoTime() > deadline) {
                    throw e;
                }
            } catch (IOException e) {
                if (!Leftovers.lives(process) || System.nanoTime() > deadline) {
                    throw e;
                }
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private static RedisLine answering(int port, Password password) throws IOException {
        var line = RedisLine.open(port, password);
        try {
            line.ask("PING");
            return line;
        } catch (IOException e) {
            line.close();
            throw e;
        }
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public ProcessHandle process() {
        return process;
    }

    /// Stops it with its data on the disk; waits for the end.
    @Override
    public void stop() throws InterruptedException {
        boolean asked = false;
        try (var line = RedisLine.open(port, password)) {
            asked = true;
            line.ask("SHUTDOWN");
        } catch (RedisLine.Refused e) {
            log.warn("Redis refuses to shut down: {}", e.getMessage());
            asked = false;
        } catch (IOException e) {
            log.debug("Redis closed the connection on its way out: {}", e.getMessage());
        }
        if (!asked || !Leftovers.ended(List.of(process), STOP)) {
            stop(List.of(process));
        }
    }
}
