package io.tidemark.load.heartbeats;

import io.tidemark.load.Bench;
import io.tidemark.load.Length;
import io.tidemark.load.measure.Work;
import io.tidemark.load.process.Installation;
import io.tidemark.load.process.Node;
import io.tidemark.load.process.Pause;
import io.tidemark.load.process.Rival;
import io.tidemark.load.wire.Crowd;
import io.tidemark.load.wire.Levels;
import io.tidemark.load.wire.Signals;
import io.tidemark.load.wire.Socket;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A server under heartbeats: a crowd of sockets with sessions of their own, the work of its processes, and what it says it has had.
final class Measured implements AutoCloseable {

    /// Sessions that never beat.
    private static final int SILENT = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Crowd crowd;
    private final Work work;
    private final Received received;
    private final int signals;
    private final List<String[]> texts;
    private final String account;
    private final int live;
    private final int silent;
    private final Node node;
    private double before;
    private long said;

    private interface Received {
        double count() throws IOException;
    }

    private Measured(Crowd crowd, Work work, Received received, int signals, int sessions, String account, Node node, int silent)
            throws IOException {
        this.crowd = crowd;
        this.work = work;
        this.received = received;
        this.signals = signals;
        this.account = account;
        this.node = node;
        this.live = crowd.size() * sessions;
        this.silent = silent;
        this.texts = texts(crowd.size(), signals, sessions, account);
        this.before = received.count();
    }

    /// The product, with all sessions joined, and a few that never beat: they come to their end meanwhile, and the others do not.
    static Measured product(Bench bench, Installation installation, Node node, String account, int sockets, int signals, int sessions)
            throws Exception {
        var timeout = "\"timeout\":" + bench.length().of(90, 20, 30);
        var crowd = Crowd.open(bench.vertx(), sockets, node.sockets(), Socket.INGEST, node.newKey(account));
        crowd.each(socket -> IntStream.range(0, sessions + (socket < SILENT ? 1 : 0))
                .mapToObj(i -> Signals.join(session(account, socket, i), "event-" + (socket + i) % 50, "meeting", "speaker", 0, timeout))
                .collect(Collectors.joining(",", "[", "]")));
        long wanted = (long) sockets * sessions + SILENT;
        var levels = Levels.await(node, account, Duration.ofMinutes(2), seen -> seen.now() == wanted);
        if (levels.now() != wanted) throw new IllegalStateException(levels + " after " + wanted + " joins");
        return new Measured(crowd, Work.of(installation.workers()), () -> node.metric("tidemark_ingest_signals_accepted_total"), signals,
                sessions, account, node, bench.length() == Length.SMOKE ? SILENT : 0);
    }

    /// A server whose count counts `ofCount` signals as one.
    static Measured rival(Vertx vertx, Rival rival, int ofCount, int sockets, int signals, int sessions) throws Exception {
        var server = URI.create("ws://127.0.0.1:" + rival.port());
        var crowd = Crowd.open(vertx, sockets, server, "/", "");
        return new Measured(crowd, Work.of(List.of(rival.child()::pid)), () -> count(rival.port()) * ofCount, signals, sessions, "rival",
                null, 0);
    }

    private static String session(String account, int socket, int number) {
        return Signals.session(account.hashCode(), socket * 1_000L + number);
    }

    private static List<String[]> texts(int sockets, int signals, int sessions, String account) {
        var all = new ArrayList<String[]>();
        for (int socket = 0; socket < sockets; socket++) {
            var mine = new String[sessions / signals];
            for (int turn = 0; turn < mine.length; turn++) {
                int at = socket;
                int first = turn * signals;
                mine[turn] = signals == 1
                        ? Signals.heartbeat(session(account, at, first))
                        : IntStream.range(first, first + signals).mapToObj(i -> Signals.heartbeat(session(account, at, i)))
                                .collect(Collectors.joining(",", "[", "]"));
            }
            all.add(mine);
        }
        return all;
    }

    /// Frames at a rate for a while; answers heartbeats per processor-second, up to the last that was taken in.
    double perProcessorSecond(double rate, double seconds) throws Exception {
        work.begin();
        long frames = crowd.flow(rate, seconds, (socket, turn) -> {
            var mine = texts.get(socket);
            return mine[(int) (turn % mine.length)];
        });
        said += frames * signals;
        awaitAll();
        if (node != null) applied(System.currentTimeMillis());
        return frames * signals / work.processorSeconds();
    }

    private void awaitAll() throws IOException {
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (received.count() - before < said && System.nanoTime() < until)
            Pause.millis(20);
    }

    /// Waits until what was in the log at this time is applied.
    private void applied(long logged) throws IOException {
        Levels.await(node, account, PATIENCE, seen -> seen.asOf() >= logged);
    }

    /// Heartbeats that were not accepted, were rejected, or whose sessions are not live.
    double differences() throws IOException {
        long now = Levels.await(node, account, PATIENCE, seen -> seen.now() == live + silent).now();
        return Math.abs(received.count() - before - said) + crowd.rejected() + crowd.closed() + Math.abs(now - live - silent);
    }

    long said() {
        return said;
    }

    /// All sessions leave.
    void leave() throws Exception {
        crowd.each(socket -> IntStream.range(0, live / crowd.size()).mapToObj(i -> Signals.leave(session(account, socket, i), 0))
                .collect(Collectors.joining(",", "[", "]")));
    }

    private static double count(int port) throws IOException {
        try {
            return Double.parseDouble(CLIENT.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/count")).build(),
                    HttpResponse.BodyHandlers.ofString()).body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        crowd.close();
    }
}
