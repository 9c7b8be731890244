package io.tidemark.ingest;

import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.tidemark.ingest.Assembler.Step;
import io.tidemark.ingest.Pauses.Reason;
import io.tidemark.ingest.decode.Batch;
import io.tidemark.ingest.decode.Message;
import io.tidemark.ingest.decode.Reading;
import io.tidemark.ingest.decode.Rejection;
import io.tidemark.log.EntryId;
import io.tidemark.log.Origin;
import io.tidemark.log.StreamId;
import io.tidemark.shard.Appended;
import io.tidemark.shard.Parcel;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.internal.http.WebSocketInternal;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// One producer's socket: reads messages, stops reading when the log or the peer is slow, says answers, keeps deadlines, closes.
/// Confined to its event loop.
///
/// Deadlines are our own (a sweep each second), not the server's: a socket that *we* do not read must not be timed out, and a closing
/// peer is told why first.
final class IngestSocket {

    private static final Logger LOG = LoggerFactory.getLogger(IngestSocket.class);
    private static final long CORRECTED_ABOVE_MILLIS = 1_000;
    private static final Duration CLOSING = Duration.ofSeconds(2);
    private static final int UNREAD_BYTES = 256 * 1024;

    private final ServerWebSocket ws;
    private final IngestLoop loop;
    private final IngestNode node;
    private final Keys.Grant grant;
    private final Origin origin;
    private final Conversation conversation;
    private final Assembler assembler = new Assembler(IngestLimits.LARGEST_MESSAGE);
    private final Pauses pauses;
    private final Unread unread;
    private final Delivery delivery;
    private final Acks acks = new Acks();
    private long correction;
    private int malformedInARow;
    private long lastHeard = System.nanoTime();
    private long unreadSince;
    private long lastMessage = lastHeard;
    private boolean closing;
    private boolean gone;

    private IngestSocket(ServerWebSocket ws, IngestLoop loop, Keys.Grant grant) {
        this.ws = ws;
        this.loop = loop;
        this.node = loop.node();
        this.grant = grant;
        unread = new Unread(node.limits().unread());
        pauses = new Pauses(ws, node.metrics(), unread);
        origin = new Origin(node.boot(), node.connections().next());
        delivery = new Delivery(this, node);
        conversation = new Conversation(this, node, grant);
    }

    /// Takes a socket that has just been accepted.
    static IngestSocket open(ServerWebSocket ws, IngestLoop loop, Keys.Grant grant) {
        var socket = new IngestSocket(ws, loop, grant);
        loop.add(socket);
        ws.setWriteQueueMaxSize(UNREAD_BYTES);
        ws.frameHandler(socket::read);
        ws.exceptionHandler(socket::broken);
        ws.closeHandler(_ -> socket.gone());
        ws.shutdownHandler(_ -> socket.drain());
        ws.drainHandler(_ -> socket.release(Reason.UNREAD));
        return socket;
    }

    Origin origin() {
        return origin;
    }

    String keyId() {
        return grant.keyId();
    }

    long fingerprint() {
        return grant.fingerprint();
    }

    private void read(WebSocketFrame frame) {
        if (closing)
            return;
        lastHeard = System.nanoTime();
        // after the ping: Vert.x then asks for one more frame, and would undo a pause
        if (frame.isPing())
            loop.context().runOnContext(_ -> watchUnread());
        switch (assembler.add(frame)) {
            case Step.Whole(var bytes) -> message(bytes);
            case Step.Broken(var reason) -> close(reason);
            case Step.More _ -> {
            }
        }
    }

    private void message(byte[] bytes) {
        lastMessage = lastHeard;
        Message message = loop.decoder().decode(bytes, bytes.length, new Reading(node.clock().millis(), correction));
        malformedInARow = message instanceof Message.Malformed ? malformedInARow + 1 : 0;
        conversation.take(message);
        if (malformedInARow >= IngestLimits.MALFORMED_IN_A_ROW)
            close(CloseReason.MALFORMED);
    }

    /// The producer's clock is off by so much; less than a second is left as it is.
    void correctBy(long millis) {
        correction = Math.abs(millis) > CORRECTED_ABOVE_MILLIS ? millis : 0;
    }

    /// Hands a parcel with so many signals to the log; `then` is given its answer while the connection lives.
    void append(int shard, Parcel parcel, int signals, Consumer<Appended> then) {
        delivery.give(shard, parcel, signals, answer -> {
            if (!gone)
                then.accept(answer);
        });
    }

    /// Something was answered, or a log has drained.
    void delivered() {
        if (delivery.isAnswered() && pauses.isFor(Reason.DRAINING))
            close(CloseReason.STOPPING);
        if (gone && delivery.isEmpty())
            forget();
    }

    /// Counts what was read and tells what of it is rejected.
    void received(@Nullable String account, long sequence, Batch batch) {
        node.metrics().received.inc(batch.signals().size());
        for (Rejection rejection : batch.rejections())
            reject(account, sequence, rejection);
    }

    void reject(@Nullable String account, long sequence, Rejection rejection) {
        node.metrics().received.inc();
        node.metrics().rejected(rejection.code());
        node.rejections().add(grant.fingerprint(), node.clock().millis(), account, sequence, rejection);
        say(Answers.rejected(account, sequence, rejection));
    }

    void welcome(Map<String, Long> acked) {
        say(Answers.welcome(acked, node.limits().heartbeat().toSeconds(), node.name()));
    }

    /// The stream has an ack to give; all of one turn of the loop are given together.
    void moved(OpenStream stream) {
        loop.durability().await(stream, this);
        if (acks.isFirst(stream))
            loop.context().runOnContext(_ -> sayAcks());
    }

    void reopen(OpenStream stream) {
        conversation.streams().reopen(stream);
    }

    private void sayAcks() {
        acks.take().forEach(this::say);
    }

    /// Says something, unless the socket is closing. A peer that does not read is not read either.
    void say(String text) {
        if (closing || ws.isClosed())
            return;
        ws.writeTextMessage(text);
        watchUnread();
    }

    /// Pongs count too: Vert.x writes one for each ping, whether the peer reads or not.
    private void watchUnread() {
        if (!ws.isClosed() && ws.writeQueueFull() && hold(Reason.UNREAD))
            unreadSince = System.nanoTime();
    }

    void after(Duration delay, Runnable action) {
        loop.after(delay, () -> {
            if (!isOver())
                action.run();
        });
    }

    /// Called once a second.
    void everySecond(long now) {
        if (isOver())
            return;
        if (!node.keys().isLive(grant.keyId())) {
            close(CloseReason.REVOKED);
        } else if (pauses.isFor(Reason.UNREAD) && now - unreadSince > node.limits().slowReader().toNanos()) {
            close(CloseReason.TOO_SLOW);
        } else if (!pauses.isPaused() && now - lastHeard > node.limits().silence().toNanos()) {
            close(CloseReason.SILENT);
        } else if (unread.takeLong(now)) {
            conversation.whileNotRead(now);
        } else {
            conversation.everySecond(now, lastMessage);
        }
        unread.nextSecond();
    }

    /// Stops reading for this reason; whether it is a new one.
    boolean hold(Object reason) {
        return !isOver() && pauses.begin(reason);
    }

    void release(Object reason) {
        if (!pauses.end(reason))
            return;
        lastHeard = System.nanoTime();
        if (unread.takeLong(lastHeard))
            conversation.afterPause(lastHeard);
        if (!pauses.isPaused())
            ws.resume();
    }

    /// The node stops: nothing more is read; what was handed to the log is acknowledged when it answers in time.
    private void drain() {
        if (isOver())
            return;
        hold(Reason.DRAINING);
        if (delivery.isAnswered())
            close(CloseReason.STOPPING);
        else
            loop.after(node.limits().drain(), () -> close(CloseReason.STOPPING));
    }

    void openedElsewhere(StreamId id, Origin opener, EntryId position) {
        loop.context().runOnContext(_ -> conversation.streams().openedElsewhere(id, opener, position));
    }

    /// Says what the set of sessions had to tell. May be called from any thread.
    void tell(String text) {
        loop.context().runOnContext(_ -> say(text));
    }

    void close(CloseReason reason) {
        if (isOver())
            return;
        sayAcks();
        closing = true;
        pauses.forget();
        node.metrics().closed(reason);
        LOG.atLevel(reason.comeBack() ? Level.DEBUG : Level.INFO).log("Connection {} of key {} ({}) is closed with {}: {}",
                origin.connection(), grant.keyId(), conversation.streams().producer(), reason.code(), reason.words());
        if (ws.isClosed())
            return;
        boolean reads = !ws.writeQueueFull();
        ws.close(reason.code(), reason.words());
        // the peer's answer to the close must be read, but not the pings of one that reads no pongs
        if (reads)
            ws.resume();
        loop.after(CLOSING, this::cut);
    }

    /// A peer that does not read would never see the close frame, and so never be gone.
    private void cut() {
        if (!gone)
            ((WebSocketInternal) ws).channelHandlerContext().close();
    }

    /// Frames that are none, or too large to be read at all. Vert.x cuts the connection after this.
    private void broken(Throwable cause) {
        LOG.debug("Connection {}: {}", origin.connection(), cause.toString());
        if (cause instanceof CorruptedWebSocketFrameException corrupted)
            close(corrupted.closeStatus().code() == CloseReason.TOO_LARGE.code() ? CloseReason.TOO_LARGE : CloseReason.PROTOCOL_ERROR);
    }

    /// Whether the connection has ended, or is being ended by us.
    boolean isOver() {
        return closing || gone;
    }

    /// The connection's end is no leave: it was the last sign of life. What the peer said before it, and was not read while the socket
    /// was held, is read now: a leave is often the last word.
    private void gone() {
        gone = true;
        pauses.forget();
        ws.resume();
        loop.context().runOnContext(_ -> delivered());
    }

    private void forget() {
        if (loop.remove(this))
            conversation.streams().release();
    }
}
