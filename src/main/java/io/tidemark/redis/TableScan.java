package io.tidemark.redis;

import io.lettuce.core.MapScanCursor;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.tidemark.presence.Shard;
import io.tidemark.shard.Kept;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Reads all tables of a shard piece by piece, so that Redis is never busy with them for long. Whoever reads owns the shard, so nothing
/// changes meanwhile; a field that the scan shows twice is there once.
final class TableScan {

    private static final ScanArgs PIECE = ScanArgs.Builder.limit(2_000);

    private TableScan() {}

    static Future<Kept> load(RedisConnections connections, Keys keys) {
        var tables = new LinkedHashMap<String, Map<byte[], byte[]>>();
        var scans = new ArrayList<Future<?>>();
        for (String table : Shard.TABLES) {
            var fields = new TreeMap<byte[], byte[]>(Arrays::compare);
            tables.put(table, fields);
            scans.add(scan(connections, keys.table(table), ScanCursor.INITIAL, fields));
        }
        var position = Future.fromCompletionStage(connections.shared().commands().get(keys.position), connections.context())
                .map(stored -> stored == null ? "" : Answers.text(stored));
        return Future.all(List.copyOf(scans)).compose(_ -> position)
                .map(stored -> new Kept(Answers.position(stored), Answers.chain(stored), tables))
                .recover(failure -> Future.failedFuture(Outcome.of(failure)));
    }

    private static Future<Void> scan(RedisConnections connections, byte[] table, ScanCursor from, Map<byte[], byte[]> fields) {
        return Future.fromCompletionStage(connections.shared().commands().hscan(table, from, PIECE), connections.context())
                .compose((MapScanCursor<byte[], byte[]> piece) -> {
                    fields.putAll(piece.getMap());
                    return piece.isFinished() ? Future.succeededFuture() : scan(connections, table, piece, fields);
                });
    }
}
