package io.tidemark.load.process;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A program of ours that the product is measured against, in a JVM of its own with the same options. Its first argument is the port
/// of 127.0.0.1 that it shall listen on.
public final class Rival {

    private final Child child;
    private final int port;

    private Rival(Child child, int port) {
        this.child = child;
        this.port = port;
    }

    static Rival start(Class<?> main, Path directory, String jvm, String... arguments) {
        int port = Ports.free();
        var rest = new ArrayList<>(List.of("-cp", System.getProperty("java.class.path"), main.getName(), Integer.toString(port)));
        rest.addAll(List.of(arguments));
        var name = main.getSimpleName();
        return new Rival(Child.start(name, JavaCommand.of(jvm, rest), Map.of(), directory.resolve(name + "-" + port + ".log")), port);
    }

    public Child child() {
        return child;
    }

    public int port() {
        return port;
    }

    /// Waits until it listens, a minute at most.
    public Rival awaitReady() {
        long until = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        for (;;) {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
                return this;
            } catch (java.io.IOException notYet) {
                if (!child.isAlive() || System.nanoTime() > until)
                    throw new IllegalStateException(child.name() + " does not listen: see " + child.log());
                Pause.millis(20);
            }
        }
    }
}
