package io.tidemark.shard;

import io.tidemark.signal.Account;
import java.nio.charset.StandardCharsets;

/// The shard that a master account lives in: FNV-1a (64 bit) over the UTF-8 of its name, mixed once (the finalizer of SplitMix64),
/// modulo the number of shards. It can never change: the data of an installation lies where it says.
public final class ShardOf {

    private ShardOf() {}

    /// The shard of a master, from 0.
    public static int master(String master, int shards) {
        return (int) Long.remainderUnsigned(hash(master), shards);
    }

    /// The shard of any account: its master's.
    public static int account(String path, int shards) {
        return master(Account.master(path), shards);
    }

    static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : text.getBytes(StandardCharsets.UTF_8))
            hash = (hash ^ b & 0xff) * 0x100000001b3L;
        hash = (hash ^ hash >>> 30) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ hash >>> 27) * 0x94d049bb133111ebL;
        return hash ^ hash >>> 31;
    }
}
