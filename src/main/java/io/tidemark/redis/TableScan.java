package io.tidemark.redis;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.tidemark.presence.Fields;
import io.tidemark.presence.Shard;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads all tables of a shard piece by piece, so that Redis is never busy with them for long. Fields go from the wire into [Fields].
final class TableScan {

    private static final int PIECE = 2_000;
    /// Of the table whose fields are pages.
    private static final int PAGES = 100;
    private static final byte[] END = {'0'};

    private final RedisClusterAsyncCommands<byte[], byte[]> commands;
    private final Context context;

    TableScan(RedisClusterAsyncCommands<byte[], byte[]> commands, Context context) {
        this.commands = commands;
        this.context = context;
    }

    Future<Map<String, Fields>> tables(Keys keys) {
        var tables = new LinkedHashMap<String, Fields>();
        var scans = new ArrayList<Future<?>>();
        for (String table : Shard.TABLES) {
            var fields = new Fields();
            tables.put(table, fields);
            scans.add(scan(keys.table(table), table.equals("ends") ? PAGES : PIECE, END, fields));
        }
        return Future.all(List.copyOf(scans)).<Map<String, Fields>>map(_ -> tables)
                .recover(failure -> Future.failedFuture(Outcome.of(failure)));
    }

    private Future<Void> scan(byte[] table, int piece, byte[] from, Fields fields) {
        var arguments = new CommandArgs<>(ByteArrayCodec.INSTANCE).addKey(table).add(from).add("COUNT").add(piece);
        return Future.fromCompletionStage(commands.dispatch(CommandType.HSCAN, new Piece(fields), arguments), context)
                .compose(next -> Arrays.equals(next, END) ? Future.succeededFuture() : scan(table, piece, next, fields));
    }

    /// The answer to one call: where to go on, then names and values by turns.
    private static final class Piece extends CommandOutput<byte[], byte[], byte[]> {

        private final Fields fields;
        private @Nullable ByteBuffer name;

        Piece(Fields fields) {
            super(ByteArrayCodec.INSTANCE, new byte[0]);
            this.fields = fields;
        }

        @Override
        public void set(ByteBuffer bytes) {
            if (output.length == 0) {
                output = copy(bytes).array();
            } else if (name == null) {
                name = copy(bytes);
            } else {
                fields.add(name, bytes);
                name = null;
            }
        }

        /// What is on the wire is there for one call only.
        private static ByteBuffer copy(ByteBuffer bytes) {
            return ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
        }
    }
}
