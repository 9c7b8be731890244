package io.tidemark.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// A script of `lua/`, called by its digest; a server that does not know it yet is given its text. Answers come home on the given
/// context; a step without an answer fails with [io.tidemark.shard.Unanswered].
final class LuaScript {

    private final byte[] text;
    private final String digest;

    private LuaScript(byte[] text, String digest) {
        this.text = text;
        this.digest = digest;
    }

    /// The script made of these files, one after the other.
    static LuaScript load(String... files) {
        var text = new ByteArrayOutputStream();
        for (String file : files)
            try (var in = LuaScript.class.getResourceAsStream("/lua/" + file)) {
                if (in == null) throw new IllegalStateException("no script " + file);
                in.transferTo(text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        byte[] whole = text.toByteArray();
        return new LuaScript(whole, sha1(whole));
    }

    /// Makes the script known beforehand; a failure does no harm.
    Future<String> announce(RedisClusterAsyncCommands<byte[], byte[]> redis, Context context) {
        return Future.fromCompletionStage(redis.scriptLoad(text), context);
    }

    Future<List<Object>> run(RedisClusterAsyncCommands<byte[], byte[]> redis, Context context, byte[][] keys, byte[]... arguments) {
        return Future.fromCompletionStage(redis.<List<Object>>evalsha(digest, ScriptOutputType.MULTI, keys, arguments), context)
                .recover(failure -> failure instanceof RedisNoScriptException
                        ? Future.fromCompletionStage(redis.<List<Object>>eval(text, ScriptOutputType.MULTI, keys, arguments), context)
                        : Future.failedFuture(failure))
                .recover(failure -> Future.failedFuture(Outcome.of(failure)));
    }

    String source() {
        return new String(text, UTF_8);
    }

    private static String sha1(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
