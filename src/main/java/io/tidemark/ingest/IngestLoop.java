package io.tidemark.ingest;

import io.tidemark.ingest.decode.MessageDecoder;
import io.tidemark.ingest.decode.OwnThread;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The ingest sockets of one event loop, with what they share there: the decoder and a sweep each second. Any other
/// thread is refused.
final class IngestLoop {

    private static final long SWEEP_MILLIS = 1_000;

    private final Vertx vertx;
    private final Context context;
    private final IngestNode node;
    private final OwnThread thread = new OwnThread();
    private final MessageDecoder decoder = new MessageDecoder();
    private final Durability durability;
    private final Set<IngestSocket> sockets = new LinkedHashSet<>();

    private IngestLoop(Vertx vertx, Context context, IngestNode node) {
        this.vertx = vertx;
        this.context = context;
        this.node = node;
        durability = new Durability(node.appender());
    }

    /// On the event loop that it is for.
    static IngestLoop open(Vertx vertx, IngestNode node) {
        var loop = new IngestLoop(vertx, vertx.getOrCreateContext(), node);
        vertx.setPeriodic(SWEEP_MILLIS, _ -> loop.sweep());
        return loop;
    }

    Context context() {
        return context;
    }

    IngestNode node() {
        return node;
    }

    MessageDecoder decoder() {
        return decoder;
    }

    Durability durability() {
        return durability;
    }

    void add(IngestSocket socket) {
        thread.require();
        sockets.add(socket);
        node.connections().add(socket);
        node.metrics().sockets.inc();
    }

    /// Whether it was here.
    boolean remove(IngestSocket socket) {
        thread.require();
        if (!sockets.remove(socket))
            return false;
        node.connections().remove(socket);
        durability.forget(socket);
        node.metrics().sockets.dec();
        return true;
    }

    void after(Duration delay, Runnable action) {
        vertx.setTimer(delay.toMillis(), _ -> action.run());
    }

    private void sweep() {
        long now = System.nanoTime();
        for (IngestSocket socket : List.copyOf(sockets))
            socket.everySecond(now);
    }
}
