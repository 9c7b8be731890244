package io.tidemark.load.wire;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.internal.VertxInternal;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

/// Many plain sockets on a few event loops, for load that does not want an answer. Answers are counted by their kind.
public final class Crowd implements AutoCloseable {

    private static final int LOOPS = 2;
    private static final long TICK_MILLIS = 4;

    private final Vertx vertx;
    private final List<Context> contexts = new ArrayList<>();
    private final List<List<WebSocket>> sockets = new ArrayList<>();
    private final List<WebSocketClient> clients = new ArrayList<>();
    private final AtomicLong rejected = new AtomicLong();
    private final AtomicLong closed = new AtomicLong();

    private Crowd(Vertx vertx) {
        this.vertx = vertx;
    }

    /// Opens `count` sockets at a path of a server, a hundred at a time.
    public static Crowd open(Vertx vertx, int count, URI server, String path, String key) throws Exception {
        var crowd = new Crowd(vertx);
        for (int loop = 0; loop < LOOPS; loop++) {
            crowd.contexts.add(((VertxInternal) vertx).createEventLoopContext());
            crowd.sockets.add(new ArrayList<>());
            crowd.clients.add(Socket.client(vertx));
        }
        for (int first = 0; first < count; first += 100) {
            var some = new ArrayList<CompletableFuture<Void>>();
            for (int i = first; i < Math.min(count, first + 100); i++)
                some.add(crowd.open(i % LOOPS, server, path, key));
            for (var one : some)
                one.get(60, TimeUnit.SECONDS);
        }
        return crowd;
    }

    private CompletableFuture<Void> open(int loop, URI server, String path, String key) {
        var done = new CompletableFuture<Void>();
        contexts.get(loop).runOnContext(_ -> Socket.open(clients.get(loop), server, path, key, "tidemark.v1.json").onComplete(ws -> {
            sockets.get(loop).add(ws);
            ws.textMessageHandler(text -> {
                if (text.startsWith("{\"type\":\"rejected\"")) rejected.incrementAndGet();
            });
            ws.closeHandler(_ -> closed.incrementAndGet());
            done.complete(null);
        }, done::completeExceptionally));
        return done;
    }

    public int size() {
        return sockets.stream().mapToInt(List::size).sum();
    }

    public long rejected() {
        return rejected.get();
    }

    /// Sockets that ended.
    public long closed() {
        return closed.get();
    }

    /// Says one text on each socket; `texts` is given the number of the socket.
    public void each(IntFunction<String> texts) throws Exception {
        var done = new CountDownLatch(LOOPS);
        for (int loop = 0; loop < LOOPS; loop++) {
            int of = loop;
            contexts.get(loop).runOnContext(_ -> {
                var mine = sockets.get(of);
                for (int i = 0; i < mine.size(); i++)
                    mine.get(i).writeTextMessage(texts.apply(i * LOOPS + of));
                done.countDown();
            });
        }
        done.await(60, TimeUnit.SECONDS);
    }

    /// Says texts at a rate, socket after socket, for a while; a socket that takes no more is waited for. Answers how many were said.
    ///
    /// @param texts given the number of the socket and how often all sockets had their turn
    public long flow(double perSecond, double seconds, Texts texts) throws Exception {
        var said = new AtomicLong();
        var done = new CountDownLatch(LOOPS);
        for (int loop = 0; loop < LOOPS; loop++)
            new Flow(loop, perSecond / LOOPS, seconds, texts, said, done).start();
        done.await((long) (seconds * 3) + 60, TimeUnit.SECONDS);
        return said.get();
    }

    /// What a socket says at its turn.
    @FunctionalInterface
    public interface Texts {
        String of(int socket, long turn);
    }

    private final class Flow {
        private final int loop;
        private final List<WebSocket> mine;
        private final double perSecond;
        private final Texts texts;
        private final AtomicLong total;
        private final CountDownLatch done;
        private final long wanted;
        private long begun;
        private long said;

        Flow(int loop, double perSecond, double seconds, Texts texts, AtomicLong total, CountDownLatch done) {
            this.loop = loop;
            this.mine = sockets.get(loop);
            this.perSecond = perSecond;
            this.texts = texts;
            this.total = total;
            this.done = done;
            this.wanted = Math.round(perSecond * seconds);
        }

        void start() {
            contexts.get(loop).runOnContext(_ -> {
                begun = System.nanoTime();
                vertx.setPeriodic(TICK_MILLIS, this::tick);
            });
        }

        private void tick(long timer) {
            long due = Math.min(wanted, Math.round(perSecond * (System.nanoTime() - begun) / 1e9));
            for (; said < due; said++) {
                int at = (int) (said % mine.size());
                var ws = mine.get(at);
                if (ws.writeQueueFull()) return;
                ws.writeTextMessage(texts.of(at * LOOPS + loop, said / mine.size()));
            }
            if (said < wanted) return;
            vertx.cancelTimer(timer);
            total.addAndGet(said);
            done.countDown();
        }
    }

    @Override
    public void close() {
        for (int loop = 0; loop < LOOPS; loop++) {
            var client = clients.get(loop);
            var mine = sockets.get(loop);
            contexts.get(loop).runOnContext(_ -> {
                Future.join(mine.stream().map(WebSocket::close).toList()).onComplete(_ -> client.close());
            });
        }
    }
}
