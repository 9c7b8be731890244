package io.tidemark.access;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// What keys are worth, on this node: new keys at once, revocations within ten seconds, and for an hour without PostgreSQL.
///
/// A socket outlives the check of its key. Its holder registers [#whenRevoked], and asks [#isLive] once more after it has
/// put the socket where its listener finds it.
public final class KeyRing {
    private final Ring<Grant> ring;

    private KeyRing(Ring<Grant> ring) {
        this.ring = ring;
    }

    /// Reads the keys and follows them from now on; fails when PostgreSQL does not answer.
    public static Future<KeyRing> open(Vertx vertx, Pool pool, MeterRegistry meters) {
        return open(vertx, pool, meters, System::nanoTime);
    }

    static Future<KeyRing> open(Vertx vertx, Pool pool, MeterRegistry meters, LongSupplier nanos) {
        return Ring.open(vertx, CredentialTable.ofKeys(pool), "keys", nanos).map(ring -> {
            RingMeters.bind(meters, "keys", ring);
            return new KeyRing(ring);
        });
    }

    /// What `bearer` is worth; empty when it is no key, or no longer one. A failed future: that cannot be told now, because PostgreSQL is away
    /// (answer 503).
    public Future<Optional<Grant>> authorise(String bearer) {
        return ring.find(bearer);
    }

    /// Whether the key named `keyId` has not been revoked.
    public boolean isLive(String keyId) {
        return ring.isLive(keyId);
    }

    /// Tells `listener` of every key that is revoked, or worth something else, from now on. Called on any thread; must not block.
    public void whenRevoked(Consumer<Grant> listener) {
        ring.whenRevoked(listener);
    }

    /// Completes when this node knows of every key made or revoked before the call.
    Future<Void> catchUp() {
        return ring.look();
    }

    public void close() {
        ring.close();
    }
}
