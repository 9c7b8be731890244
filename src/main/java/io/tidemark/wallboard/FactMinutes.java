package io.tidemark.wallboard;

import io.tidemark.presence.Cell;
import io.tidemark.signal.Account;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Minutes as PostgreSQL has them from the shards: one fact for each minute in which an account moved, one for each silence.
public final class FactMinutes implements MinuteSource {

    private static final String FACTS = """
            SELECT kind, body FROM fact WHERE master = $1 AND (origin = ANY ($2)
                OR origin >= $3 AND origin < $4 AND (body ->> 'to')::bigint > $5 AND (body ->> 'from')::bigint < $6)
            """;

    private final SqlClient client;

    public FactMinutes(SqlClient client) {
        this.client = client;
    }

    @Override
    public Future<Past> read(String account, long from, long to) {
        var master = Account.master(account);
        var minutes = LongStream.range(from / Curve.MINUTE, to / Curve.MINUTE).mapToObj(minute -> "minute|" + account + '|' + minute)
                .toArray(String[]::new);
        var silences = "silence|" + master;
        return client.preparedQuery(FACTS).execute(Tuple.of(master, minutes, silences + '|', silences + '}', from, to))
                .map(rows -> past(rows));
    }

    private static Past past(Iterable<Row> rows) {
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
        return new Past(cells, unknown);
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
