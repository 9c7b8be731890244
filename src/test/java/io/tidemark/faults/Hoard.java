package io.tidemark.faults;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.tidemark.testing.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

/// A leak in a node's process: an agent that, once the test says so, keeps a megabyte after the other until there is none.
public final class Hoard {
    private final Path sign = Scratch.directory("hoard").resolve("now");
    private final Path agent = SkewedClock.jar(Hoard.class, sign.resolveSibling("agent.jar"));

    /// What the node's JVM is started with.
    String option() {
        return "-javaagent:" + agent + "=" + sign;
    }

    void begin() throws IOException {
        Files.createFile(sign);
    }

    /// Called by the JVM of the node.
    public static void premain(String sign) {
        Thread.ofPlatform().daemon().name("hoard").start(() -> {
            var hoard = new ArrayList<byte[]>();
            try {
                while (!Files.exists(Path.of(sign))) MILLISECONDS.sleep(50);
                while (hoard.size() < Integer.MAX_VALUE) hoard.add(new byte[1 << 20]);
            } catch (InterruptedException _) {
                hoard.clear();
            }
        });
    }
}
