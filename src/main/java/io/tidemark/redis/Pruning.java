package io.tidemark.redis;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// How far the pruning of each hash has come. Used by all shards, so from several threads.
final class Pruning {

    private final Map<ByteBuffer, String> cursors = new ConcurrentHashMap<>();

    String cursor(byte[] hash) {
        return cursors.getOrDefault(ByteBuffer.wrap(hash), "0");
    }

    void reached(byte[] hash, String cursor) {
        cursors.put(ByteBuffer.wrap(hash), cursor);
    }
}
