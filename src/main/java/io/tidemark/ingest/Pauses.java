package io.tidemark.ingest;

import io.vertx.core.http.ServerWebSocket;
import java.util.LinkedHashSet;
import java.util.Set;

/// Why a socket is not read just now. While there is a reason it is paused, and counted as such.
final class Pauses {

    /// A reason beside the shards that are full, whose number is one.
    enum Reason {
        IN_FLIGHT, UNREAD, DRAINING
    }

    /// Most sockets have none, and are asked for it with each answer: they share this.
    private static final Set<Object> NONE = Set.of();

    private final ServerWebSocket ws;
    private final IngestMetrics metrics;
    private final Unread unread;
    private Set<Object> reasons = NONE;

    Pauses(ServerWebSocket ws, IngestMetrics metrics, Unread unread) {
        this.ws = ws;
        this.metrics = metrics;
        this.unread = unread;
    }

    boolean isPaused() {
        return !reasons.isEmpty();
    }

    boolean isFor(Object reason) {
        return reasons.contains(reason);
    }

    /// Stops reading for this reason; whether it is a new one.
    boolean begin(Object reason) {
        if (reasons.isEmpty()) {
            unread.begin(System.nanoTime());
            ws.pause();
            metrics.paused.inc();
            reasons = new LinkedHashSet<>();
        }
        return reasons.add(reason);
    }

    /// The reason is gone; whether it was the last one. Reading is up to the caller.
    boolean end(Object reason) {
        if (reasons.isEmpty() || !reasons.remove(reason) || !reasons.isEmpty())
            return false;
        metrics.paused.dec();
        reasons = NONE;
        unread.end(System.nanoTime());
        return true;
    }

    /// The socket is done with: nothing holds it any more.
    void forget() {
        if (!reasons.isEmpty())
            metrics.paused.dec();
        reasons = NONE;
    }
}
