package io.tidemark.wallboard;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// One open socket that looks at an account. Nothing waits for it: while its write queue is full it is passed over, and when it has
/// read it is given the whole picture. One that reads nothing for [Wallboard#PATIENCE] is closed with 1013.
final class Viewer {

    private static final int CLOSING_SECONDS = 2;
    static final int QUEUE_BYTES = 64 * 1024;

    private final ServerWebSocket socket;
    private final Gate.Claim claim;
    private final WallboardMetrics metrics;
    private final Duration patience;
    private boolean behind = true;
    private boolean closing;
    private long fullSince;

    Viewer(ServerWebSocket socket, Gate.Claim claim, WallboardMetrics metrics, Duration patience) {
        this.socket = socket;
        this.claim = claim;
        this.metrics = metrics;
        this.patience = patience;
    }

    Gate.Claim claim() {
        return claim;
    }

    /// Whether it has missed a frame, or had none yet, and needs the whole picture.
    boolean isBehind() {
        return behind;
    }

    /// Sends a frame, or passes it over. A frame that `isWhole` makes good for all that was missed.
    void send(String frame, boolean isWhole, long nanos) {
        if (closing || socket.isClosed())
            return;
        if (socket.writeQueueFull()) {
            passOver(nanos);
            return;
        }
        fullSince = 0;
        if (behind && !isWhole)
            return;
        behind = false;
        metrics.sent();
        socket.writeTextMessage(frame);
    }

    /// Makes a living viewer send something, so that the server's read time-out finds the dead.
    void ping() {
        if (!closing && !socket.isClosed() && !socket.writeQueueFull())
            socket.writePing(Buffer.buffer());
    }

    /// One that does not read never sees why, and is cut.
    void close(CloseCode code) {
        if (closing || socket.isClosed())
            return;
        closing = true;
        socket.close(code.number(), code.reason());
        var channel = ((WebSocketInternal) socket).channelHandlerContext();
        Runnable cut = channel::close;
        channel.executor().schedule(cut, CLOSING_SECONDS, TimeUnit.SECONDS);
    }

    private void passOver(long nanos) {
        behind = true;
        metrics.skipped();
        if (fullSince == 0) {
            fullSince = nanos;
        } else if (nanos - fullSince > patience.toNanos()) {
            metrics.closedAsSlow();
            close(CloseCode.TOO_SLOW);
        }
    }
}
