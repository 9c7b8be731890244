package io.tidemark.load.process;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// A link that can be slow, silent or cut: takes connections on a port of its own and passes on what they say, both ways.
public final class Proxy implements AutoCloseable {

    private final Vertx vertx;
    private final int target;
    private final int port = Ports.free();
    private final NetServer server;
    private final NetClient client;
    private final Set<Pair> pairs = ConcurrentHashMap.newKeySet();
    private volatile long delay;
    private volatile boolean silent;

    private Proxy(Vertx vertx, int target) {
        this.vertx = vertx;
        this.target = target;
        this.client = vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true));
        this.server = vertx.createNetServer(new NetServerOptions().setHost("127.0.0.1").setPort(port).setTcpNoDelay(true));
    }

    /// A link to a port of this machine.
    public static Proxy to(Vertx vertx, int target) throws Exception {
        var proxy = new Proxy(vertx, target);
        proxy.server.connectHandler(proxy::connected).listen().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        return proxy;
    }

    public int port() {
        return port;
    }

    /// What is said from now on arrives so much later, each way.
    public void delay(long millis) {
        delay = millis;
    }

    /// Nothing arrives any more, and nobody is told; what was said arrives when this is over.
    public void silent(boolean silent) {
        this.silent = silent;
        if (!silent) pairs.forEach(Pair::flush);
    }

    /// All connections end at once, with what was under way.
    public void cut() {
        pairs.forEach(Pair::close);
    }

    private void connected(NetSocket from) {
        from.pause();
        client.connect(target, "127.0.0.1").onComplete(to -> {
            var pair = new Pair(from, to);
            pairs.add(pair);
            pair.open();
        }, _ -> from.close());
    }

    private final class Pair {
        private final NetSocket from;
        private final NetSocket to;
        private final Way there;
        private final Way back;

        Pair(NetSocket from, NetSocket to) {
            this.from = from;
            this.to = to;
            this.there = new Way(from, to);
            this.back = new Way(to, from);
        }

        void open() {
            from.closeHandler(_ -> close());
            to.closeHandler(_ -> close());
            there.open();
            back.open();
        }

        void flush() {
            there.flush();
            back.flush();
        }

        void close() {
            pairs.remove(this);
            from.close();
            to.close();
        }
    }

    /// One direction: in order, each part no earlier than the one before it.
    private final class Way {
        private final NetSocket from;
        private final NetSocket to;
        private final java.util.ArrayDeque<Part> parts = new java.util.ArrayDeque<>();
        private long lastDue;

        private record Part(long due, Buffer bytes) {}

        Way(NetSocket from, NetSocket to) {
            this.from = from;
            this.to = to;
        }

        void open() {
            from.handler(this::heard);
            to.drainHandler(_ -> from.resume());
            from.resume();
        }

        private synchronized void heard(Buffer bytes) {
            lastDue = Math.max(lastDue, System.nanoTime() + delay * 1_000_000);
            parts.add(new Part(lastDue, bytes));
            if (parts.size() > 1_000) from.pause();
            flush();
        }

        synchronized void flush() {
            if (silent) return;
            long now = System.nanoTime();
            while (!parts.isEmpty() && parts.peek().due <= now)
                to.write(parts.poll().bytes);
            if (!parts.isEmpty()) vertx.setTimer(Math.max(1, (parts.peek().due - now) / 1_000_000), _ -> flush());
            else if (to.writeQueueFull()) from.pause();
            else
                from.resume();
        }
    }

    @Override
    public void close() {
        cut();
        server.close();
        client.close();
    }
}
