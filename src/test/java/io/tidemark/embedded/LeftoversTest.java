package io.tidemark.embedded;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process whose executable is not shown, named by a pid file.
class LeftoversTest {

    @TempDir
    Path directory;

    private Process process;
    private Path pidFile;

    @BeforeEach
    void start() throws Exception {
        process = new ProcessBuilder("sleep", "600").start();
        pidFile = Files.writeString(directory.resolve("redis.pid"), process.pid() + "\n");
    }

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    @Test
    void oneThatIsJustEndingIsNobodyElses() {
        var leftovers = new Leftovers(directory, dying -> {
            dying.destroyForcibly();
            dying.onExit().join();
            return Optional.empty();
        });
        assertThatCode(() -> leftovers.requireVisible(pidFile)).doesNotThrowAnyException();
    }

    @Test
    void oneThatGoesOnIsSomebodyElses() {
        var leftovers = new Leftovers(directory, _ -> Optional.empty());
        assertThatThrownBy(() -> leftovers.requireVisible(pidFile)).isInstanceOf(EmbeddedServersException.class)
                .hasMessageContaining("process " + process.pid());
    }
}
