package io.tidemark.ingest;

import io.tidemark.log.Origin;
import io.tidemark.log.StreamId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// All ingest sockets of this node, so that what the set has to say finds them. May be used from any thread; a socket itself is
/// touched on its own event loop only.
final class Connections {

    private final AtomicLong last = new AtomicLong();
    private final Map<Long, IngestSocket> sockets = new ConcurrentHashMap<>();
    private final Map<StreamId, Set<IngestSocket>> holders = new ConcurrentHashMap<>();
    private final Map<String, Integer> perKey = new ConcurrentHashMap<>();

    /// The node's own count of its connections, from 1.
    long next() {
        return last.incrementAndGet();
    }

    int count() {
        return sockets.size();
    }

    int ofKey(String keyId) {
        return perKey.getOrDefault(keyId, 0);
    }

    void add(IngestSocket socket) {
        sockets.put(socket.origin().connection(), socket);
        perKey.merge(socket.keyId(), 1, Integer::sum);
    }

    void remove(IngestSocket socket) {
        if (sockets.remove(socket.origin().connection()) != null)
            perKey.computeIfPresent(socket.keyId(), (_, count) -> count == 1 ? null : count - 1);
    }

    void hold(StreamId stream, IngestSocket socket) {
        holders.compute(stream, (_, held) -> {
            Set<IngestSocket> holding = held == null ? ConcurrentHashMap.newKeySet() : held;
            holding.add(socket);
            return holding;
        });
    }

    void release(StreamId stream, IngestSocket socket) {
        holders.computeIfPresent(stream, (_, held) -> {
            held.remove(socket);
            return held.isEmpty() ? null : held;
        });
    }

    @Nullable
    IngestSocket find(Origin origin) {
        return sockets.get(origin.connection());
    }

    Collection<IngestSocket> holding(StreamId stream) {
        Set<IngestSocket> held = holders.get(stream);
        return held == null ? List.of() : held;
    }
}
