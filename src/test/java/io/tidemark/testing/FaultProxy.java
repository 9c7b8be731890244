package io.tidemark.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// A TCP proxy on a free port of this machine that can swallow the server's replies, cut its connections with a reset, and take no more.
public final class FaultProxy implements AutoCloseable {

    private final ServerSocket door;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger toLose = new AtomicInteger();
    private volatile String asking = "";
    private volatile boolean swallowing;
    private volatile boolean closedToNew;

    /// What becomes of some bytes, or of the connection for them.
    private enum Fate {
        PASSES, VANISHES, CUTS
    }

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
        sockets.forEach(FaultProxy::cut);
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
                sockets.add(client);
                var server = toTarget(client);
                sockets.add(server);
                var asked = new AtomicBoolean();
                Thread.ofVirtual().start(() -> pump(client, server, said -> {
                    if (toLose.get() > 0 && said.contains(asking)) asked.set(true);
                    return Fate.PASSES;
                }));
                Thread.ofVirtual().start(() -> pump(server, client, _ -> {
                    if (asked.getAndSet(false) && toLose.getAndUpdate(n -> Math.max(0, n - 1)) > 0) return Fate.CUTS;
                    return swallowing ? Fate.VANISHES : Fate.PASSES;
                }));
            } catch (IOException _) {
                // The door was closed, or the server is away and the client cut.
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

    private void pump(Socket from, Socket to, Function<String, Fate> judge) {
        try {
            var buffer = new byte[1 << 16];
            for (int n = from.getInputStream().read(buffer); n > 0; n = from.getInputStream().read(buffer)) {
                var fate = judge.apply(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
                if (fate == Fate.CUTS) break;
                if (fate == Fate.PASSES) to.getOutputStream().write(buffer, 0, n);
            }
        } catch (IOException _) {
            // One side has gone; so goes the other.
        }
        cut(from);
        cut(to);
    }

    private static void cut(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException _) {
            // It is closed already.
        }
    }
}
