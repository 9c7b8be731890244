package io.tidemark.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;

/// The ports of a directory's servers: chosen at its first start and kept in its file `ports`, below the range from
/// which systems give ports to outgoing connections.
///
/// Confined to one caller at a time by its own monitor: both servers start at once.
final class Ports {

    private static final int LOWEST = 20_000;
    private static final int ABOVE = 32_000;
    private static final int TRIES = 200;

    private final Path file;
    private final Properties ports;

    private Ports(Path file, Properties ports) {
        this.file = file;
        this.ports = ports;
    }

    static Ports open(Path file) throws IOException {
        var ports = new Properties();
        if (Files.exists(file)) {
            try (var in = Files.newInputStream(file)) {
                ports.load(in);
            }
        }
        return new Ports(file, ports);
    }

    /// The port of that server; chosen now if it has none yet.
    synchronized int of(String server) throws IOException {
        String known = ports.getProperty(server);
        return known == null ? choose(server) : Integer.parseInt(known.strip());
    }

    /// Gives that server another port. Only for a caller who knows that no server of ours lives on the old one.
    synchronized int choose(String server) throws IOException {
        int port = free();
        ports.setProperty(server, Integer.toString(port));
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        try (var out = Files.newOutputStream(unfinished)) {
            ports.store(out, "Ports of the embedded servers of this directory");
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return port;
    }

    private int free() {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, ABOVE);
            if (!ports.containsValue(Integer.toString(port)) && isFree(port)) {
                return port;
            }
        }
        throw new EmbeddedServersException(
                "No free port on 127.0.0.1 between %d and %d for the embedded servers.".formatted(LOWEST, ABOVE));
    }

    static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
