package io.tidemark.ingest;

import io.vertx.core.http.ServerWebSocket;
import java.time.Duration;
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
    private final long brief;
    private Set<Object> reasons = NONE;
    private long begun;
    private long past;

    /// What lasts longer than `brief` is made up for.
    Pauses(ServerWebSocket ws, IngestMetrics metrics, Duration brief) {
        this.ws = ws;
        this.metrics = metrics;
        this.brief = brief.toNanos();
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
            begun = System.nanoTime();
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
        past += System.nanoTime() - begun;
        return true;
    }

    /// Whether the socket was not read for so long that what it would have said is to be said for it; from then on it counts anew. Pauses
    /// that are over at once cost it nothing, and must not keep alive what has fallen silent.
    boolean wereLong(long now) {
        boolean were = past + (isPaused() ? now - begun : 0) > brief;
        if (were)
            countAnew(now);
        return were;
    }

    /// What was not read till now is done with.
    void countAnew(long now) {
        past = 0;
        begun = now;
    }

    /// The socket is done with: nothing holds it any more.
    void forget() {
        if (!reasons.isEmpty())
            metrics.paused.dec();
        reasons = NONE;
    }
}
