package io.tidemark.ingest;

import io.tidemark.ingest.Pauses.Reason;
import io.tidemark.shard.Appended;
import io.tidemark.shard.Parcel;
import io.vertx.core.AsyncResult;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What one socket brings to the logs, to each in its order. Reading stops while a log is full or too much is unanswered; what had been read by
/// then, at most what lay in the connection, is still given to a log that has room, and waits here for one that has none. It outlives
/// the connection: what was read is given to the log whatever becomes of the socket.
final class Delivery {

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    private record Message(int shard, Parcel parcel, int signals, Consumer<Appended> then) {}

    private static final Queue<Message> NOTHING = new ArrayDeque<>(0);

    private final IngestSocket socket;
    private final IngestNode node;
    private final Map<Integer, Queue<Message>> waiting = new HashMap<>();
    private final Set<Integer> full = new HashSet<>();
    private int inFlight;

    Delivery(IngestSocket socket, IngestNode node) {
        this.socket = socket;
        this.node = node;
    }

    /// Whether everything was answered.
    boolean isAnswered() {
        return inFlight == 0;
    }

    /// Whether nothing waits here.
    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /// Hands over a parcel with so many signals; `then` is given its answer while the socket is open.
    void give(int shard, Parcel parcel, int signals, Consumer<Appended> then) {
        inFlight++;
        node.metrics().inFlight.inc();
        var message = new Message(shard, parcel, signals, then);
        if (!waiting.containsKey(shard) && node.appender().hasRoom(shard)) {
            send(message);
        } else {
            node.metrics().waiting.inc(signals);
            waiting.computeIfAbsent(shard, _ -> new ArrayDeque<>()).add(message);
            flow(shard);
        }
        if (inFlight >= node.limits().inFlight())
            socket.hold(Reason.IN_FLIGHT);
        if (node.appender().isFull(shard))
            awaitDrain(shard);
    }

    private void flow(int shard) {
        var queue = waiting.getOrDefault(shard, NOTHING);
        while (!queue.isEmpty()) {
            if (!node.appender().hasRoom(shard)) {
                awaitDrain(shard);
                return;
            }
            Message next = queue.remove();
            node.metrics().waiting.dec(next.signals);
            send(next);
        }
        waiting.remove(shard);
    }

    /// A stream is not opened any more for a connection that is over: that would fence whoever has opened it since.
    private void send(Message message) {
        if (message.parcel instanceof Parcel.Opening && socket.isOver())
            answered();
        else
            node.appender().append(message.shard, message.parcel).onComplete(result -> answered(message, result));
    }

    private void answered() {
        inFlight--;
        node.metrics().inFlight.dec();
    }

    /// Whoever waits has asked to be told: the log may have drained since it was looked at.
    private void awaitDrain(int shard) {
        socket.hold(shard);
        if (full.add(shard))
            node.appender().onDrain(shard, () -> drained(shard));
    }

    private void drained(int shard) {
        full.remove(shard);
        flow(shard);
        if (!full.contains(shard))
            socket.release(shard);
        socket.delivered();
    }

    private void answered(Message message, AsyncResult<Appended> result) {
        answered();
        if (result.succeeded()) {
            node.metrics().answered(result.result(), message.signals);
            message.then.accept(result.result());
        } else {
            node.metrics().dropped.inc(message.signals);
            LOG.debug("Connection {}: the log gave no answer: {}", socket.origin().connection(), result.cause().toString());
        }
        if (inFlight < node.limits().inFlight() / 2)
            socket.release(Reason.IN_FLIGHT);
        socket.delivered();
    }
}
