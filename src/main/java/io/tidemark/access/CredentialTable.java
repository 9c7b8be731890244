package io.tidemark.access;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// A table of credentials in PostgreSQL, read by revision.
final class CredentialTable<W> {

    /// A credential that was made, changed or revoked: its id, what it is known by, and what it is worth.
    record Change<W>(String id, Digest digest, boolean revoked, W worth) {}

    /// All that changed after the revision asked for, and the revision that includes it.
    record Changes<W>(long revision, List<Change<W>> list) {
        Changes {
            list = List.copyOf(list);
        }
    }

    private final Pool pool;
    private final String query;
    private final Function<Row, W> worth;

    private CredentialTable(Pool pool, String table, Function<Row, W> worth) {
        this.pool = pool;
        this.query = "SELECT r.last, t.* FROM revision r LEFT JOIN " + table + " t ON t.revision > $1 AND t.revision <= r.last";
        this.worth = worth;
    }

    static CredentialTable<Grant> ofKeys(Pool pool) {
        return new CredentialTable<>(pool, "access_key", KeyStore::grant);
    }

    static CredentialTable<Board> ofBoards(Pool pool) {
        return new CredentialTable<>(pool, "board", row -> new Board(row.getString("id"), row.getString("account")));
    }

    Future<Changes<W>> after(long revision) {
        return pool.preparedQuery(query).execute(Tuple.of(revision)).map(rows -> {
            long last = 0;
            var changes = new ArrayList<Change<W>>();
            for (Row row : rows) {
                last = row.getLong("last");
                if (row.getString("id") != null) changes.add(change(row));
            }
            return new Changes<>(last, changes);
        });
    }

    private Change<W> change(Row row) {
        return new Change<>(row.getString("id"), Digest.stored(row.getBuffer("hash").getBytes()), row.getValue("revoked") != null,
                worth.apply(row));
    }
}
