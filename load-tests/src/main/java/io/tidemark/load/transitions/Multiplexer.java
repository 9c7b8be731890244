package io.tidemark.load.transitions;

import io.tidemark.load.process.Node;
import io.tidemark.load.wire.Signals;
import io.tidemark.load.wire.Socket;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/// Sessions of one account behind a few plain sockets, each with a heartbeat of its own, sent in arrays.
final class Multiplexer {

    /// Seconds; long, since heartbeats pause while it is another's turn.
    static final int TIMEOUT = 3_600;

    private static final int SOCKETS = 8;
    private static final int ARRAY = 64;
    private static final int EVERY_MILLIS = 5;

    private final Vertx vertx;
    private final WebSocketClient client;
    private final List<WebSocket> sockets = new ArrayList<>();
    private final List<String> joins = new ArrayList<>();
    private final List<String> heartbeats = new ArrayList<>();
    private final int sessions;
    private int next;

    Multiplexer(Vertx vertx, URI server, String account, long seed, int sessions) {
        this.vertx = vertx;
        this.sessions = sessions;
        this.client = Socket.client(vertx);
        for (int i = 0; i < SOCKETS; i++)
            sockets.add(Await.of(Socket.ingest(client, server, Node.KEY)));
        var of = "\"account\":\"" + account + "\"";
        for (int from = 0; from < sessions; from += ARRAY) {
            var join = new ArrayList<String>();
            var heartbeat = new ArrayList<String>();
            for (int i = from; i < Math.min(sessions, from + ARRAY); i++) {
                var session = Signals.session(seed, i);
                join.add(Signals.join(session, "event-" + i / 20, "meeting", "speaker", 0, of + ",\"timeout\":" + TIMEOUT));
                heartbeat.add("{\"type\":\"heartbeat\",\"session\":\"" + session + "\"," + of + "}");
            }
            joins.add("[" + String.join(",", join) + "]");
            heartbeats.add("[" + String.join(",", heartbeat) + "]");
        }
    }

    /// Joins all sessions at no more than `rate` a second.
    void join(int rate) {
        send(joins, 0, joins.size(), rate);
    }

    /// Sends heartbeats for `seconds`, such that each session has one every `interval` seconds. Answers how many.
    long beat(double seconds, double interval) {
        int count = (int) Math.round(heartbeats.size() * seconds / interval);
        int first = next;
        send(heartbeats, first, count, sessions / interval);
        next = (first + count) % heartbeats.size();
        long sent = 0;
        for (int i = first; i < first + count; i++)
            sent += i % heartbeats.size() == heartbeats.size() - 1 && sessions % ARRAY > 0 ? sessions % ARRAY : ARRAY;
        return sent;
    }

    /// A session's array goes through the same socket each time.
    private void send(List<String> messages, int first, int count, double rate) {
        var done = Promise.<Void>promise();
        long begun = System.nanoTime();
        var sent = new int[1];
        vertx.setPeriodic(EVERY_MILLIS, timer -> {
            long due = Math.min(count, (long) ((System.nanoTime() - begun) / 1e9 * rate / ARRAY) + 1);
            for (; sent[0] < due; sent[0]++) {
                int message = (first + sent[0]) % messages.size();
                var socket = sockets.get(message % SOCKETS);
                if (socket.isClosed()) {
                    vertx.cancelTimer(timer);
                    done.tryFail("a socket was closed: " + socket.closeStatusCode());
                    return;
                }
                if (socket.writeQueueFull()) break;
                socket.writeTextMessage(messages.get(message));
            }
            if (sent[0] == count && vertx.cancelTimer(timer)) done.complete();
        });
        Await.of(done.future());
    }

    void close() {
        client.close();
    }
}
