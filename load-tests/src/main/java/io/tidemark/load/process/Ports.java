package io.tidemark.load.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/// Ports of the loopback interface that nobody listens on, each given out once, below those that the system gives to clients.
public final class Ports {

    private static final Set<Integer> GIVEN = new HashSet<>();

    private Ports() {}

    public static synchronized int free() {
        for (;;) {
            int port = ThreadLocalRandom.current().nextInt(12_000, 32_000);
            if (!GIVEN.add(port)) continue;
            try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return port;
            } catch (IOException taken) {
                // the next one, then
            }
        }
    }
}
