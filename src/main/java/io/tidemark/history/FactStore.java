package io.tidemark.history;

import static java.util.stream.Collectors.toMap;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Raw facts in PostgreSQL, written in bulk.
///
/// Of one origin the fact with the latest place in the stream stays, so a repetition changes nothing and a belated older version
/// neither (a former owner's insert may still be under way while the new owner reads); marks are merged, and only rise.
final class FactStore {
    private static final String FACTS = """
            INSERT INTO fact (master, origin, kind, account, at, body, entry_millis, entry_number)
            SELECT f.master, f.origin, f.kind, f.account, 'epoch'::timestamptz + f.at * interval '1 millisecond', f.body::jsonb, f.millis, f.number
            FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::bigint[], $8::bigint[])
                AS f (master, origin, kind, account, at, body, millis, number)
            ORDER BY f.master, f.origin
            ON CONFLICT (master, origin) DO UPDATE SET kind = excluded.kind, account = excluded.account, at = excluded.at,
                body = CASE WHEN excluded.kind = 'mark' THEN merged_mark(fact.body, excluded.body) ELSE excluded.body END,
                entry_millis = excluded.entry_millis, entry_number = excluded.entry_number, received = now()
            WHERE (fact.entry_millis, fact.entry_number) < (excluded.entry_millis, excluded.entry_number) OR excluded.kind = 'mark'
            """;
    private static final String ACCOUNTS = """
            INSERT INTO account (path, first_seen, first_signal) SELECT * FROM unnest($1::text[], $2::timestamptz[], $3::timestamptz[]) AS a (path)
            ORDER BY a.path
            ON CONFLICT (path) DO UPDATE SET first_seen = least(account.first_seen, excluded.first_seen),
                first_signal = least(account.first_signal, excluded.first_signal)
            WHERE account.first_signal IS DISTINCT FROM least(account.first_signal, excluded.first_signal)
                OR account.first_seen > excluded.first_seen
            """;
    private static final String ZONES = """
            INSERT INTO account_zone (path, asked, zone)
            SELECT a.path, a.at, a.zone FROM unnest($1::text[], $2::timestamptz[], $3::text[]) AS a (path, at, zone)
            WHERE NOT EXISTS (SELECT FROM account_zone z WHERE z.path = a.path)
            ON CONFLICT DO NOTHING
            """;
    private static final String REJECTED = """
            INSERT INTO fact_rejected (shard, entry_millis, entry_number, body, reason) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING
            """;
    private static final int LONGEST_REASON = 500;

    private final Pool pool;

    FactStore(Pool pool) {
        this.pool = pool;
    }

    /// Stores all of them or none.
    Future<Void> store(List<Fact> facts) {
        var latest = facts.stream().collect(toMap(fact -> fact.master() + ' ' + fact.origin(), Function.identity(),
                (one, other) -> other.id().isAfter(one.id()) ? other : one, TreeMap::new)).values();
        return transaction(tx -> births(tx, facts.stream().filter(fact -> fact.birth() != null).toList())
                .compose(_ -> tx.preparedQuery(FACTS).execute(columns(latest))).mapEmpty());
    }

    /// Keeps what could not be stored, with the reason.
    Future<Void> reject(int shard, FactStream.Entry entry, String reason) {
        String kept = reason.replace('\0', ' ');
        return pool.preparedQuery(REJECTED).execute(Tuple.of(shard, entry.id().millis(), entry.id().number(), Buffer.buffer(entry.body()),
                kept.substring(0, Math.min(LONGEST_REASON, kept.length())))).mapEmpty();
    }

    private static Future<Void> births(SqlConnection tx, List<Fact> births) {
        if (births.isEmpty()) return Future.succeededFuture();
        var merged = births.stream().collect(toMap(Fact::account, Born::of, Born::and, TreeMap::new));
        String[] paths = merged.keySet().toArray(String[]::new);
        OffsetDateTime[] seen = merged.values().stream().map(born -> at(born.at)).toArray(OffsetDateTime[]::new);
        @Nullable
        OffsetDateTime[] signals = merged.values().stream().map(born -> born.firstSignal == null ? null : at(born.firstSignal))
                .toArray(OffsetDateTime[]::new);
        String[] zones = merged.values().stream().map(Born::zone).toArray(String[]::new);
        return tx.preparedQuery(ACCOUNTS).execute(Tuple.of(paths, seen, signals))
                .compose(_ -> tx.preparedQuery(ZONES).execute(Tuple.of(paths, seen, zones))).mapEmpty();
    }

    /// What the facts of one account say together.
    private record Born(long at, String zone, @Nullable Long firstSignal) {
        static Born of(Fact fact) {
            var birth = Objects.requireNonNull(fact.birth());
            return new Born(fact.at(), birth.zone(), birth.firstSignal());
        }

        Born and(Born later) {
            Long signal = firstSignal == null
                    ? later.firstSignal
                    : later.firstSignal == null ? firstSignal : (Long) Math.min(firstSignal, later.firstSignal);
            return new Born(Math.min(at, later.at), zone, signal);
        }
    }

    private static Tuple columns(Collection<Fact> facts) {
        return Tuple.tuple().addArrayOfString(texts(facts, Fact::master)).addArrayOfString(texts(facts, Fact::origin))
                .addArrayOfString(texts(facts, Fact::kind)).addArrayOfString(texts(facts, Fact::account))
                .addArrayOfLong(numbers(facts, Fact::at)).addArrayOfString(texts(facts, Fact::body))
                .addArrayOfLong(numbers(facts, fact -> fact.id().millis())).addArrayOfLong(numbers(facts, fact -> fact.id().number()));
    }

    private static String[] texts(Collection<Fact> facts, Function<Fact, String> column) {
        return facts.stream().map(column).toArray(String[]::new);
    }

    private static Long[] numbers(Collection<Fact> facts, Function<Fact, Long> column) {
        return facts.stream().map(column).toArray(Long[]::new);
    }

    private static OffsetDateTime at(long millis) {
        return Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
    }

    /// The client's annotations say that a transaction's result may be `null`; nobody looks at this one.
    @SuppressWarnings("NullAway")
    private Future<Void> transaction(Function<SqlConnection, Future<Void>> work) {
        return pool.withTransaction(work);
    }
}
