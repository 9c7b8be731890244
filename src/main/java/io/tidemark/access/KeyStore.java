package io.tidemark.access;

import static java.util.stream.Collectors.toCollection;

import io.tidemark.signal.Account;
import io.tidemark.signal.Word;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Keys in PostgreSQL.
final class KeyStore {

    /// A live key as lists show it: everything but its secret.
    record Listed(String id, String reach, Set<Right> rights, @Nullable String name, Instant created, @Nullable String createdBy) {}

    private static final String INSERT = """
            INSERT INTO access_key (id, account, scopes, name, hash, fingerprint, created_by, revision)
            VALUES ($1, $2, $3, $4, $5, $6, $7, 0)
            """;
    private static final String LIST = """
            SELECT * FROM access_key
            WHERE revoked IS NULL AND id > $2 AND ($1 = '*' OR account = $1 OR account >= $1 || '/' AND account < $1 || '0')
            ORDER BY id LIMIT $3
            """;

    private final Pool pool;

    KeyStore(Pool pool) {
        this.pool = pool;
    }

    /// What the row of a key says it is worth.
    static Grant grant(Row row) {
        return new Grant(row.getString("id"), row.getLong("fingerprint"), reach(row), rights(row));
    }

    /// Stores a new key and answers its id. Its account must exist.
    Future<String> add(String reach, Set<Right> rights, @Nullable String name, Digest digest, @Nullable String by) {
        String id = Secret.id();
        return pool.preparedQuery(INSERT).execute(row(id, reach, rights, name, digest, by)).map(id);
    }

    /// Live keys of `reach` and below it, by id, those after `after` first, `limit` at most.
    Future<List<Listed>> list(String reach, String after, int limit) {
        return pool.preparedQuery(LIST).execute(Tuple.of(reach, after, limit)).map(rows -> rows.stream().map(KeyStore::listed).toList());
    }

    /// The live key of that id.
    Future<Optional<Listed>> find(String id) {
        return pool.preparedQuery("SELECT * FROM access_key WHERE id = $1 AND revoked IS NULL").execute(Tuple.of(id))
                .map(rows -> rows.stream().map(KeyStore::listed).findFirst());
    }

    /// Ends a key, unless it is the last one that administers everything; answers whether it did.
    Future<Boolean> revoke(String id) {
        return Transaction.run(pool, (tx, _) -> tx.preparedQuery("""
                UPDATE access_key SET revoked = now() WHERE id = $1 AND revoked IS NULL AND (
                    account IS NOT NULL OR NOT scopes @> ARRAY['admin'] OR EXISTS (
                        SELECT FROM access_key other WHERE other.id <> $1 AND other.account IS NULL AND other.revoked IS NULL
                        AND other.scopes @> ARRAY['admin']))
                """).execute(Tuple.of(id)).map(done -> done.rowCount() > 0));
    }

    static Tuple row(String id, String reach, Set<Right> rights, @Nullable String name, Digest digest, @Nullable String by) {
        String account = reach.equals(Account.EVERY) ? null : reach;
        String[] scopes = rights.stream().map(Right::word).toArray(String[]::new);
        return Tuple.from(new @Nullable Object[]{id, account, scopes, name, Buffer.buffer(digest.bytes()), Digest.of(id).head(), by});
    }

    private static Listed listed(Row row) {
        var created = Objects.requireNonNull(row.get(OffsetDateTime.class, "created")).toInstant();
        return new Listed(row.getString("id"), reach(row), rights(row), row.getString("name"), created, row.getString("created_by"));
    }

    private static String reach(Row row) {
        String account = row.getString("account");
        return account == null ? Account.EVERY : account;
    }

    private static Set<Right> rights(Row row) {
        return Stream.of(row.getArrayOfStrings("scopes")).flatMap(scope -> Word.parse(Right.class, scope).stream())
                .collect(toCollection(() -> EnumSet.noneOf(Right.class)));
    }
}
