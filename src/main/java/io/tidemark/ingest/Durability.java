package io.tidemark.ingest;

import io.tidemark.shard.Appender;
import io.tidemark.shard.Durable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The streams of one event loop whose last frames are in the log but not durable yet; each is told once its entry is.
final class Durability {

    private final Appender appender;
    private final Map<Integer, Map<OpenStream, IngestSocket>> waiting = new HashMap<>();
    private final Map<Integer, Runnable> following = new HashMap<>();

    Durability(Appender appender) {
        this.appender = appender;
    }

    void await(OpenStream stream, IngestSocket socket) {
        follow(stream, socket, appender.durable(stream.shard()));
        if (!stream.awaitsDurability())
            return;
        waiting.computeIfAbsent(stream.shard(), _ -> new LinkedHashMap<>()).put(stream, socket);
        following.computeIfAbsent(stream.shard(), shard -> appender.onDurable(shard, now -> moved(shard, now)));
    }

    void forget(IngestSocket socket) {
        waiting.values().forEach(streams -> streams.values().removeIf(socket::equals));
    }

    void close() {
        following.values().forEach(Runnable::run);
        following.clear();
    }

    private void moved(int shard, Durable now) {
        for (var waiter : List.copyOf(waiting.getOrDefault(shard, Map.of()).entrySet())) {
            OpenStream stream = waiter.getKey();
            follow(stream, waiter.getValue(), now);
            if (!stream.awaitsDurability())
                waiting.getOrDefault(shard, Map.of()).remove(stream);
            waiter.getValue().moved(stream);
        }
    }

    private static void follow(OpenStream stream, IngestSocket socket, Durable now) {
        if (!stream.follow(now))
            socket.reopen(stream);
    }
}
