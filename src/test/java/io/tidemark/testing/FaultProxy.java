package io.tidemark.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A TCP proxy on a free port of this machine that can swallow the server's replies, cut its connections with a reset, and take no more.
public final class FaultProxy implements AutoCloseable {

    private final ServerSocket door;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean swallowing;
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

    /// Whether new connections are closed at once.
    public void refuseNew(boolean now) {
        closedToNew = now;
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
                var server = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.add(client);
                sockets.add(server);
                Thread.ofVirtual().start(() -> pump(client, server, false));
                Thread.ofVirtual().start(() -> pump(server, client, true));
            } catch (IOException _) {
                // The door was closed, or the server is away: the client is cut, or never came in.
            }
    }

    private void pump(Socket from, Socket to, boolean replies) {
        try {
            var buffer = new byte[1 << 16];
            for (int n = from.getInputStream().read(buffer); n > 0; n = from.getInputStream().read(buffer))
                if (!replies || !swallowing) to.getOutputStream().write(buffer, 0, n);
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
