package io.tidemark.access;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Wallboard links in PostgreSQL.
final class BoardStore {

    /// A live link as lists show it: everything but its token.
    record Listed(String id, String account, @Nullable String name, Instant created, @Nullable String createdBy) {}

    private static final String INSERT = """
            INSERT INTO board (id, account, name, hash, created_by, revision) VALUES ($1, $2, $3, $4, $5, 0)
            """;
    private static final String LIST = """
            SELECT * FROM board
            WHERE revoked IS NULL AND id > $2 AND ($1 = '*' OR account = $1 OR account >= $1 || '/' AND account < $1 || '0')
            ORDER BY id LIMIT $3
            """;

    private final Pool pool;

    BoardStore(Pool pool) {
        this.pool = pool;
    }

    /// Stores a new link and answers its id. Its account must exist.
    Future<String> add(String account, @Nullable String name, Digest digest, String by) {
        String id = Secret.id();
        var row = Tuple.from(new @Nullable Object[]{id, account, name, Buffer.buffer(digest.bytes()), by});
        return pool.preparedQuery(INSERT).execute(row).map(id);
    }

    /// Live links of `reach` and below it, by id, those after `after` first, `limit` at most.
    Future<List<Listed>> list(String reach, String after, int limit) {
        return pool.preparedQuery(LIST).execute(Tuple.of(reach, after, limit)).map(rows -> rows.stream().map(BoardStore::listed).toList());
    }

    /// The live link of that id.
    Future<Optional<Listed>> find(String id) {
        return pool.preparedQuery("SELECT * FROM board WHERE id = $1 AND revoked IS NULL").execute(Tuple.of(id))
                .map(rows -> rows.stream().map(BoardStore::listed).findFirst());
    }

    Future<Boolean> revoke(String id) {
        return pool.preparedQuery("UPDATE board SET revoked = now() WHERE id = $1 AND revoked IS NULL").execute(Tuple.of(id))
                .map(done -> done.rowCount() > 0);
    }

    private static Listed listed(Row row) {
        var created = Objects.requireNonNull(row.get(OffsetDateTime.class, "created")).toInstant();
        return new Listed(row.getString("id"), row.getString("account"), row.getString("name"), created, row.getString("created_by"));
    }
}
