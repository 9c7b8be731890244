package io.tidemark.history;

import io.tidemark.log.Item;
import io.tidemark.shard.KnownPeaksSource;
import io.tidemark.shard.ShardOf;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Cursor;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// The marks of today and yesterday as PostgreSQL has them, for a shard whose Redis has lost its own. Which day is today depends on
/// each account's zone, so those of three days are given; a shard takes what fits.
public final class StoredPeaks implements KnownPeaksSource {
    private static final int PAGE = 500;
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
    private static final String MARKS = """
            SELECT account, (body ->> 'day')::bigint AS day, body -> 'cells' AS cells FROM fact
            WHERE kind = 'mark' AND (body ->> 'day')::bigint >= $1 AND jsonb_typeof(body -> 'cells') = 'array'
            """;

    private final Pool pool;
    private final InstantSource clock;
    private final int shards;

    /// @param shards the number of shards of the installation
    public StoredPeaks(Pool pool, InstantSource clock, int shards) {
        this.pool = pool;
        this.clock = clock;
        this.shards = shards;
    }

    @Override
    public Future<List<Item.KnownPeaks>> peaks(int shard) {
        var found = new ArrayList<Item.KnownPeaks>();
        long first = Math.floorDiv(clock.millis(), DAY_MILLIS) - 2;
        return pool.withTransaction(tx -> tx.prepare(MARKS).compose(query -> {
            var cursor = query.cursor(Tuple.of(first));
            return read(cursor, shard, found).eventually(cursor::close);
        })).map(_ -> found);
    }

    private Future<Void> read(Cursor cursor, int shard, List<Item.KnownPeaks> found) {
        return cursor.read(PAGE).compose(rows -> {
            for (Row row : rows)
                if (ShardOf.account(row.getString("account"), shards) == shard) found.add(peaks(row));
            return cursor.hasMore() ? read(cursor, shard, found) : Future.succeededFuture();
        });
    }

    private static Item.KnownPeaks peaks(Row row) {
        JsonArray cells = row.getJsonArray("cells");
        int[] places = new int[cells.size()];
        int[] peaks = new int[cells.size()];
        long[] instants = new long[cells.size()];
        for (int i = 0; i < places.length; i++) {
            JsonArray cell = cells.getJsonArray(i);
            places[i] = cell.getInteger(0);
            peaks[i] = cell.getInteger(1);
            instants[i] = cell.getLong(2);
        }
        return new Item.KnownPeaks(row.getString("account"), row.getLong("day"), places, peaks, instants);
    }
}
