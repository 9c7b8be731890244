package io.tidemark.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.testing.Program;
import io.tidemark.testing.RedisProcess;
import io.tidemark.testing.Scratch;
import io.tidemark.testing.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// A Redis on which figures would go wrong unseen is refused at the start, in a sentence.
@Tag("faults")
final class UnfitRedisIT {

    @RegisterExtension
    static final Servers SERVERS = new Servers();

    @TempDir
    Path directory;

    @Test
    void aServerThatEvictsIsRefused() throws Exception {
        try (var redis = RedisProcess.start("--maxmemory-policy", "allkeys-lru")) {
            assertThat(refusal(redis)).contains("Redis may evict keys (maxmemory-policy allkeys-lru)", "set noeviction");
        }
    }

    @Test
    void aReadOnlyReplicaIsRefused() throws Exception {
        try (var master = RedisProcess.start();
                var replica = RedisProcess.start("--replicaof", "127.0.0.1", Integer.toString(master.port()))) {
            assertThat(refusal(replica)).contains("the Redis at this address is a read-only replica");
        }
    }

    private String refusal(RedisProcess redis) throws Exception {
        try (var program = Program.start("serve", "--bind", "127.0.0.1", "--http-port", Integer.toString(Scratch.freePort()), "--ops-port",
                Integer.toString(Scratch.freePort()), "--redis-url-file", file("redis", redis.url()), "--database-url-file",
                file("database", SERVERS.databaseUrl()))) {
            assertThat(program.awaitEnd()).isEqualTo(1);
            assertThat(program.text()).doesNotContain("\tat ", "Exception");
            return program.text();
        }
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content).toString();
    }
}
