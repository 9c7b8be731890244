package io.tidemark.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// A running Redis and PostgreSQL of one data directory, and the lock that makes them ours alone.
///
/// Opening and closing wait for the servers: never on an event loop. A server that ends by itself is started again, at the
/// same address. What outlives a program that died is found and taken over by the next open on the same directory.
public final class EmbeddedServers implements AutoCloseable {

    private final DirectoryLock lock;
    private final Password password;
    private final Watched redis;
    private final Watched postgres;

    private EmbeddedServers(DirectoryLock lock, Password password, Watched redis, Watched postgres) {
        this.lock = lock;
        this.password = password;
        this.redis = redis;
        this.postgres = postgres;
    }

    /// Opens the directory's servers for a program that has no address to show.
    public static EmbeddedServers open(Path directory) {
        return open(directory, "none");
    }

    /// Opens the directory's servers; the first time they are unpacked and made.
    ///
    /// @param address where people find the program, told to whoever tries to open the directory a second time
    /// @throws EmbeddedServersException with a message for people
    public static EmbeddedServers open(Path directory, String address) {
        try {
            Path home = prepared(directory);
            DirectoryLock lock = DirectoryLock.open(home, address);
            try {
                return start(home, lock);
            } catch (IOException | InterruptedException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new EmbeddedServersException("""
                    The data directory %s cannot be used: %s. Choose another one (--data-dir or TIDEMARK_DATA_DIR) or \
                    mend this one's owner and permissions.""".formatted(directory.toAbsolutePath(), e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedServersException("Interrupted while the embedded servers started.", e);
        }
    }

    private static Path prepared(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory);
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
        return directory.toRealPath();
    }

    private static EmbeddedServers start(Path home, DirectoryLock lock) throws IOException, InterruptedException {
        var password = Password.open(home.resolve("password"));
        var ports = Ports.open(home.resolve("ports"));
        var binaries = new Binaries(home.resolve("servers"), Platform.current());
        var leftovers = new Leftovers(binaries.root());
        try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Watched> redis = both.submit(() -> Watched.open("Redis",
                    () -> RedisServer.open(home.resolve("redis"), binaries.redis(), leftovers, ports, password)));
            Future<Watched> postgres = both.submit(() -> Watched.open("PostgreSQL", () -> PostgresServer.open(
                    PostgresPrograms.open(binaries.postgres(), home.resolve("postgres")), leftovers, ports, password)));
            both.shutdown();
            var failures = new ArrayList<Throwable>();
            var opened = new ArrayList<Watched>();
            for (Future<Watched> server : List.of(redis, postgres)) {
                try {
                    opened.add(server.get());
                } catch (ExecutionException e) {
                    failures.add(e.getCause());
                }
            }
            if (failures.isEmpty()) {
                return new EmbeddedServers(lock, password, redis.resultNow(), postgres.resultNow());
            }
            opened.forEach(Watched::close);
            throw failed(failures.getFirst());
        }
    }

    private static EmbeddedServersException failed(Throwable cause) {
        return cause instanceof EmbeddedServersException known
                ? known
                : new EmbeddedServersException("""
                        The embedded servers could not start: %s. They need a Linux with glibc, or macOS; elsewhere give Tidemark your \
                        own: TIDEMARK_REDIS_URL and TIDEMARK_DATABASE_URL.""".formatted(cause), cause);
    }

    /// Address of the Redis, password included: not for logs.
    public String redisUrl() {
        return "redis://:%s@127.0.0.1:%d".formatted(password.text(), redis.server().port());
    }

    /// Address of the database, password included: not for logs.
    public String databaseUrl() {
        return "postgresql://%s:%s@127.0.0.1:%d/%s?sslmode=disable".formatted(PostgresPrograms.USER, password.text(),
                postgres.server().port(), PostgresLine.DATABASE);
    }

    /// Process of the Redis, as it is now.
    public ProcessHandle redisProcess() {
        return redis.server().process();
    }

    /// Process of the PostgreSQL, as it is now.
    public ProcessHandle postgresProcess() {
        return postgres.server().process();
    }

    /// Stops PostgreSQL, then Redis, each with all its data on the disk, and gives the directory back.
    @Override
    public void close() {
        postgres.close();
        redis.close();
        lock.close();
    }

    @Override
    public String toString() {
        return "EmbeddedServers[redis=127.0.0.1:%d, postgres=127.0.0.1:%d]".formatted(redis.server().port(), postgres.server().port());
    }
}
