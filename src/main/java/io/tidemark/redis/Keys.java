package io.tidemark.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.presence.Shard;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// The name of every key. What belongs to a shard has the shard's number as hash tag, so that all of it is in one place:
///
/// | key | type | what |
/// |---|---|---|
/// | `tm:{7}:log` | stream | entries; field `i`: the items one after the other, `c`: the chain before and after |
/// | `tm:{7}:chain` | string | stands for everything that was ever written into the log |
/// | `tm:{7}:streams` | hash | a producer's stream → incarnation, fence, last frame in the log |
/// | `tm:{7}:writers` | hash | a node's run → number of its last batch, the answer to it, and since which batch none is missing |
/// | `tm:{7}:once` | hash | key and `Idempotency-Key` → digest and answer |
/// | `tm:{7}:owner` | string | the token of the owner; expires |
/// | `tm:{7}:position` | string | last entry in the tables, its chain, and who committed it |
/// | `tm:{7}:table:NAME` | hash | a table of [Shard#TABLES]; in `levels` and `views`, account → figures and what is behind them |
/// | `tm:{7}:facts` | stream | what history has not taken yet, field `f` |
/// | `tm:{7}:poison` | stream | entries that could not be applied |
/// | `tm:{7}:confirm` | string | written only so that one can wait for its safety |
/// | `tm:{7}:feed` | channel | a message a commit |
/// | `tm:{nodes}:members`, `tm:{nodes}:installation` | hash | which nodes are there; number of shards and default zone |
public final class Keys {

    static final byte[] MEMBERS = bytes("tm:{nodes}:members");
    static final byte[] INSTALLATION = bytes("tm:{nodes}:installation");

    final byte[] log;
    final byte[] chain;
    final byte[] streams;
    final byte[] writers;
    final byte[] once;
    final byte[] owner;
    final byte[] position;
    final byte[] facts;
    final byte[] poison;
    final byte[] confirm;
    final byte[] feed;
    private final List<byte[]> tables;

    private Keys(int shard) {
        log = key(shard, "log");
        chain = key(shard, "chain");
        streams = key(shard, "streams");
        writers = key(shard, "writers");
        once = key(shard, "once");
        owner = key(shard, "owner");
        position = key(shard, "position");
        facts = facts(shard);
        poison = key(shard, "poison");
        confirm = key(shard, "confirm");
        feed = key(shard, "feed");
        tables = Shard.TABLES.stream().map(table -> key(shard, "table:" + table)).toList();
    }

    static List<Keys> of(int shards) {
        return IntStream.range(0, shards).mapToObj(Keys::new).toList();
    }

    /// The stream of facts of a shard, for the reader that moves them on.
    public static byte[] facts(int shard) {
        return key(shard, "facts");
    }

    byte[] table(String name) {
        return tables.get(Shard.TABLES.indexOf(name));
    }

    /// The keys of commit.lua; the tables begin at the fifth.
    byte[][] ofCommit() {
        var keys = new ArrayList<>(List.of(owner, position, log, facts));
        keys.addAll(tables);
        return keys.toArray(byte[][]::new);
    }

    byte[][] ofConfirm() {
        return new byte[][]{writers, confirm};
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static byte[] key(int shard, String name) {
        return bytes("tm:{" + shard + "}:" + name);
    }
}
