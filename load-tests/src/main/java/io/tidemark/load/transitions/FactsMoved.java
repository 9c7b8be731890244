package io.tidemark.load.transitions;

import io.tidemark.load.process.Node;
import io.tidemark.load.process.Pause;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// Follows how far a node is behind with moving facts to PostgreSQL.
final class FactsMoved {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /// An idle node looks for facts more often than that; before it has, it shows none.
    private static final long LOOKS_MILLIS = 1_100;

    private final Node node;
    private volatile boolean watching;
    private double mostWaiting;
    private double longestLag;

    FactsMoved(Node node) {
        this.node = node;
    }

    /// Looks each second while something is done.
    double during(TurnOf turn) throws Exception {
        watching = true;
        var watch = CompletableFuture.runAsync(() -> {
            while (watching) {
                look();
                Pause.millis(1_000);
            }
        });
        try {
            return turn.run();
        } finally {
            watching = false;
            watch.join();
        }
    }

    /// Something that is done.
    @FunctionalInterface
    interface TurnOf {
        double run() throws Exception;
    }

    /// Waits until nothing waits any more.
    void caughtUp() {
        Pause.millis(LOOKS_MILLIS);
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (look() > 0) {
            if (System.nanoTime() > until) throw new IllegalStateException("facts are not caught up with");
            Pause.millis(100);
        }
    }

    private synchronized double look() {
        try {
            double waiting = node.metric("tidemark_facts_waiting");
            mostWaiting = Math.max(mostWaiting, waiting);
            longestLag = Math.max(longestLag, node.metric("tidemark_facts_lag_seconds"));
            return waiting;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized double mostWaiting() {
        return mostWaiting;
    }

    synchronized double longestLag() {
        return longestLag;
    }
}
