package io.tidemark.access;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.Optional;
import java.util.function.Consumer;

/// What the tokens of wallboard links are worth, on this node; the same promises as [KeyRing].
public final class BoardRing {
    private final Ring<Board> ring;

    private BoardRing(Ring<Board> ring) {
        this.ring = ring;
    }

    /// Reads the links and follows them from now on; fails when PostgreSQL does not answer.
    public static Future<BoardRing> open(Vertx vertx, Pool pool, MeterRegistry meters) {
        return Ring.open(vertx, CredentialTable.ofBoards(pool), "boards", System::nanoTime).map(ring -> {
            RingMeters.bind(meters, "boards", ring);
            return new BoardRing(ring);
        });
    }

    /// The link that `token` opens; empty when there is none, or no longer. A failed future: that cannot be told now (answer 503).
    public Future<Optional<Board>> authorise(String token) {
        return ring.find(token);
    }

    /// Whether the link named `boardId` has not been revoked.
    public boolean isLive(String boardId) {
        return ring.isLive(boardId);
    }

    /// Tells `listener` of every link that is revoked from now on. Called on any thread; must not block.
    public void whenRevoked(Consumer<Board> listener) {
        ring.whenRevoked(listener);
    }

    /// Completes when this node knows of every link made or revoked before the call.
    Future<Void> catchUp() {
        return ring.look();
    }

    public void close() {
        ring.close();
    }
}
