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

    private final ServerWebSocket ws;
    private final IngestMetrics metrics;
    private final Set<Object> reasons = new LinkedHashSet<>();

    Pauses(ServerWebSocket ws, IngestMetrics metrics) {
        this.ws = ws;
        this.metrics = metrics;
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
            ws.pause();
            metrics.paused.inc();
        }
        return reasons.add(reason);
    }

    /// The reason is gone; whether it was the last one. Reading is up to the caller.
    boolean end(Object reason) {
        if (reasons.isEmpty() || !reasons.remove(reason) || !reasons.isEmpty())
            return false;
        metrics.paused.dec();
        return true;
    }

    /// The socket is done with: nothing holds it any more.
    void forget() {
        if (!reasons.isEmpty())
            metrics.paused.dec();
        reasons.clear();
    }
}
