package io.tidemark.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// A TCP proxy on a free port of this machine that can swallow the server's replies, hold requests back, cut its connections with a reset
/// (also after so many bytes), leave them half-open, and take no more.
public final class FaultProxy implements AutoCloseable {

    private final ServerSocket door;
    private final int target;
    private final Set<Line> lines = ConcurrentHashMap.newKeySet();
    private final AtomicLong bytesLeft = new AtomicLong(Long.MAX_VALUE);
    private final AtomicInteger toLose = new AtomicInteger();
    private volatile String asking = "";
    private volatile boolean swallowing;
    private volatile boolean holding;
    private volatile boolean closedToNew;

    private FaultProxy(ServerSocket door, int target) {
        this.door = door;
        this.target = target;
    }

    /// A proxy before the port `target` of this machine.
    public static FaultProxy before(int target) {
        try {
            var proxy = new FaultProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
            Thread.ofVirtual().start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return door.getLocalPort();
    }

    /// Whether replies vanish: what is asked is done, and nobody hears of it.
    public void swallowReplies(boolean now) {
        swallowing = now;
    }

    /// Whether what clients say waits here.
    public void holdRequests(boolean now) {
        holding = now;
    }

    /// Whether new connections are closed at once.
    public void refuseNew(boolean now) {
        closedToNew = now;
    }

    /// The next `times` times that a client says these words the server hears them, and instead of its reply comes a reset.
    public void loseReplyTo(String words, int times) {
        asking = words;
        toLose.set(times);
    }

    /// How many of those replies are still to be lost.
    public int stillToLose() {
        return toLose.get();
    }

    /// Resets every connection.
    public void reset() {
        lines.forEach(Line::cut);
    }

    /// Lets so many bytes of requests pass, then resets their connection; later ones pass whole.
    public void resetAfter(int bytes) {
        bytesLeft.set(bytes);
    }

    /// The present connections stay open and carry nothing more, not even their end.
    public void leaveHalfOpen() {
        lines.forEach(line -> line.dead = true);
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        reset();
    }

    private void accept() {
        while (!door.isClosed())
            try {
                var client = door.accept();
                if (closedToNew) {
                    cut(client);
                    continue;
                }
                var line = new Line(client, toTarget(client));
                lines.add(line);
                Thread.ofVirtual().start(() -> line.pump(false));
                Thread.ofVirtual().start(() -> line.pump(true));
            } catch (IOException _) {
                // The door was closed, or the server is away: the client is cut, or never came in.
            }
    }

    private Socket toTarget(Socket client) throws IOException {
        try {
            return new Socket(InetAddress.getLoopbackAddress(), target);
        } catch (IOException e) {
            cut(client);
            throw e;
        }
    }

    private static void cut(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException _) {
            // It is closed already.
        }
    }

    private final class Line {
        private final Socket client;
        private final Socket server;
        private volatile boolean dead;
        private volatile boolean asked;

        Line(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        private void pump(boolean replies) {
            try {
                var from = (replies ? server : client).getInputStream();
                var to = (replies ? client : server).getOutputStream();
                var buffer = new byte[1 << 16];
                for (int n = from.read(buffer); n > 0; n = from.read(buffer)) {
                    while (!replies && holding) Scratch.pause();
                    if (dead || replies && swallowing) continue;
                    if (!replies) listen(buffer, n);
                    else if (isToLose()) break;
                    int pass = replies ? n : (int) Math.min(n, bytesLeft.getAndAdd(-n));
                    to.write(buffer, 0, pass);
                    if (!replies && bytesLeft.get() <= 0) {
                        bytesLeft.set(Long.MAX_VALUE);
                        break;
                    }
                }
            } catch (IOException _) {
                // One side has gone; so goes the other.
            }
            if (!dead) cut();
        }

        private void listen(byte[] said, int length) {
            asked |= toLose.get() > 0 && new String(said, 0, length, StandardCharsets.ISO_8859_1).contains(asking);
        }

        private boolean isToLose() {
            boolean lose = asked && toLose.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
            asked = false;
            return lose;
        }

        private void cut() {
            lines.remove(this);
            FaultProxy.cut(client);
            FaultProxy.cut(server);
        }
    }
}
