package io.tidemark.producer;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A producer, the scripted server that it talks to, a clock that stands still, and what the listener heard.
final class Bench implements AutoCloseable {
    final Vertx vertx = Vertx.vertx();
    final ScriptedServer server = new ScriptedServer(vertx);
    final Heard heard = new Heard();
    final AtomicLong clock = new AtomicLong(1_000_000);
    private @Nullable Producer started;

    static final class Heard implements ProducerListener {
        final Queue<Rejection> rejections = new ConcurrentLinkedQueue<>();
        final Queue<String> lapses = new ConcurrentLinkedQueue<>();
        final Queue<Integer> ends = new ConcurrentLinkedQueue<>();

        @Override
        public void rejected(Rejection rejection) {
            rejections.add(rejection);
        }

        @Override
        public void lapsed(String account) {
            lapses.add(account);
        }

        @Override
        public void ended(int code, String reason) {
            ends.add(code);
        }
    }

    Producer start(ProducerOptions options) {
        var producer = Producer.start(vertx, options, heard);
        started = producer;
        return producer;
    }

    ProducerOptions options() {
        return ProducerOptions.of(server.uri(), "secret", "sfu-1").withAccounts(List.of("acme")).withClock(clock::get);
    }

    /// The producer's next socket, its hello answered.
    ScriptedServer.Peer welcomed(long acked) throws InterruptedException {
        var peer = server.peer();
        peer.of("hello");
        peer.welcome("acme", acked);
        return peer;
    }

    @Override
    public void close() {
        if (started != null) started.close(Duration.ofMillis(1)).otherwiseEmpty().await();
        server.close();
        vertx.close().await();
    }
}
