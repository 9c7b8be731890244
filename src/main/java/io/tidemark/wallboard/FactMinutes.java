package io.tidemark.wallboard;

import io.tidemark.presence.Cell;
import io.tidemark.signal.Account;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Minutes as PostgreSQL has them from the shards: one fact for each minute in which an account moved, one for each silence.
public final class FactMinutes implements MinuteSource {

    private static final String FACTS = """
            SELECT kind, body FROM fact WHERE master = $1 AND (origin = ANY ($2)
                OR origin >= $3 AND origin < $4 AND (body ->> 'to')::bigint > $5 AND (body ->> 'from')::bigint < $6)
            """;

    /// The level at which each cell was left, in the last minutes that moved before a time; and how many of these were looked at.
    private static final String BEFORE = """
            WITH last AS (SELECT origin, body FROM fact WHERE master = $1 AND origin >= $2 AND origin < $3 ORDER BY origin DESC LIMIT $4)
            SELECT DISTINCT ON (cell) (moved ->> 0)::int AS cell, (moved ->> 4)::int AS close, (SELECT count(*) FROM last) AS looked
            FROM last, jsonb_array_elements(last.body -> 'cells') AS moved ORDER BY cell, origin DESC
            """;
    private static final int MOST_LOOKED_AT = 120;

    private final SqlClient client;

    public FactMinutes(SqlClient client) {
        this.client = client;
    }

    @Override
    public Future<Past> read(String account, long from, long to) {
        var master = Account.master(account);
        var prefix = "minute|" + account + '|';
        var minutes = LongStream.range(from / Curve.MINUTE, to / Curve.MINUTE).mapToObj(minute -> prefix + minute).toArray(String[]::new);
        var silences = "silence|" + master;
        var inside = client.preparedQuery(FACTS).execute(Tuple.of(master, minutes, silences + '|', silences + '}', from, to));
        var before = client.preparedQuery(BEFORE).execute(Tuple.of(master, prefix, prefix + from / Curve.MINUTE, MOST_LOOKED_AT));
        return Future.all(inside, before).map(_ -> past(inside.result(), before(before.result())));
    }

    /// A cell that no minute ever moved has been at 0 all the time; one that has not moved for long may have been anywhere.
    private static List<OptionalInt> before(RowSet<Row> rows) {
        boolean all = rows.size() == 0 || rows.iterator().next().getLong("looked") < MOST_LOOKED_AT;
        var levels = new ArrayList<>(Collections.nCopies(Cell.COUNT, all ? OptionalInt.of(0) : OptionalInt.empty()));
        for (Row row : rows)
            levels.set(row.getInteger("cell"), OptionalInt.of(row.getInteger("close")));
        return levels;
    }

    private static Past past(Iterable<Row> rows, List<OptionalInt> before) {
        var cells = IntStream.range(0, Cell.COUNT).mapToObj(_ -> (List<Minute>) new ArrayList<Minute>()).toList();
        var unknown = new ArrayList<Stretch>();
        for (Row row : rows) {
            var body = row.getJsonObject("body");
            if (row.getString("kind").equals("minute"))
                minutes(body, cells);
            else
                unknown.add(new Stretch(body.getLong("from"), body.getLong("to")));
        }
        cells.forEach(minutes -> minutes.sort((one, other) -> Long.compare(one.at(), other.at())));
        unknown.sort((one, other) -> Long.compare(one.from(), other.from()));
        return new Past(cells, before, unknown);
    }

    private static void minutes(JsonObject body, List<List<Minute>> cells) {
        long at = body.getLong("at");
        for (Object moved : body.getJsonArray("cells")) {
            var cell = (JsonArray) moved;
            cells.get(cell.getInteger(0)).add(new Minute(at, cell.getInteger(1), cell.getInteger(2), cell.getInteger(3), cell.getInteger(4),
                    cell.getLong(5) / (double) Curve.MINUTE));
        }
    }
}
