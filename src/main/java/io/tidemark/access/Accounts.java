package io.tidemark.access;

import io.tidemark.log.Item;
import io.tidemark.signal.Account;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The tree of accounts in PostgreSQL. An account comes into being with all its ancestors, each with its parent's zone; a master has
/// the installation's zone. Used from any thread.
public final class Accounts {

    /// What was done: the account as it is now, and what the log is to be told.
    record Done(AccountEntry account, List<Item.Settings> told) {}

    private static final String BELOW = AccountEntry.SELECT + """
            WHERE ($1 = '*' OR a.path = $1 OR a.path >= $1 || '/' AND a.path < $1 || '0') AND a.path > $2
            ORDER BY a.path LIMIT $3
            """;
    private static final String INSERT = """
            INSERT INTO account (path, revision, first_seen) SELECT path, $2, $3 FROM unnest($1::text[]) AS path ORDER BY path
            ON CONFLICT (path) DO UPDATE SET revision = excluded.revision
            """;
    private static final String WISH = """
            INSERT INTO account_zone (path, asked, zone) SELECT path, $2, zone FROM unnest($1::text[], $3::text[]) AS w (path, zone)
            ON CONFLICT (path, asked) DO UPDATE SET zone = excluded.zone
            """;

    private final Pool pool;
    private final InstantSource clock;
    private final String defaultZone;

    /// @param defaultZone the zone of masters that have none of their own
    public Accounts(Pool pool, InstantSource clock, String defaultZone) {
        this.pool = pool;
        this.clock = clock;
        this.defaultZone = defaultZone;
    }

    /// Whether there is such an account. Signals make one that is unknown here for some seconds, until their facts have arrived.
    public Future<Boolean> exists(String path) {
        return pool.preparedQuery("SELECT FROM account WHERE path = $1").execute(Tuple.of(path)).map(rows -> rows.size() > 0);
    }

    /// The zone that an account's days are of; empty when there is no such account.
    public Future<Optional<String>> zone(String path) {
        return find(path).map(found -> found.map(AccountEntry::wantedZone));
    }

    /// The master accounts by name, the first `limit` of them.
    public Future<List<String>> masters(int limit) {
        return pool.preparedQuery("SELECT path FROM account WHERE parent IS NULL ORDER BY path LIMIT $1").execute(Tuple.of(limit))
                .map(rows -> rows.stream().map(row -> row.getString(0)).toList());
    }

    /// How many master accounts there are.
    public Future<Integer> countMasters() {
        return pool.preparedQuery("SELECT count(*)::int FROM account WHERE parent IS NULL").execute()
                .map(rows -> rows.iterator().next().getInteger(0));
    }

    /// The account, if there is one.
    Future<Optional<AccountEntry>> find(String path) {
        return pool.preparedQuery(AccountEntry.SELECT + "WHERE a.path = $1").execute(Tuple.of(path))
                .map(rows -> rows.stream().map(AccountEntry::from).findFirst());
    }

    /// `reach` (an account or [Account#EVERY]) and what is below it, by path, those after `after`, `limit` at most.
    Future<List<AccountEntry>> below(String reach, String after, int limit) {
        return pool.preparedQuery(BELOW).execute(Tuple.of(reach, after, limit)).map(rows -> rows.stream().map(AccountEntry::from).toList());
    }

    /// Brings the account into being, if need be, and makes it what is wished.
    Future<Done> put(String path, AccountWish wish) {
        return Transaction.run(pool, (tx, revision) -> {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            return line(tx, path).compose(known -> {
                var missing = lineOf(path).stream().filter(account -> !known.containsKey(account)).toList();
                var made = missing.isEmpty()
                        ? Future.<Void>succeededFuture()
                        : make(tx, missing, zone(known, path), wish.zone(), revision, now);
                var before = known.get(path);
                return made.compose(_ -> change(tx, path, before, wish, revision, now)).compose(_ -> line(tx, path)).map(line -> {
                    var told = line.values().stream().filter(account -> account.revision() == revision).map(AccountEntry::told).toList();
                    return new Done(Objects.requireNonNull(line.get(path)), told);
                });
            });
        });
    }

    private Future<Void> make(SqlConnection tx, List<String> missing, String inherited, @Nullable String own, long revision, Instant now) {
        var zones = new ArrayList<>(missing.stream().map(_ -> inherited).toList());
        if (own != null) zones.set(zones.size() - 1, own);
        String[] paths = missing.toArray(String[]::new);
        return tx.preparedQuery(INSERT).execute(Tuple.of(paths, revision, at(now)))
                .compose(_ -> tx.preparedQuery(WISH).execute(Tuple.of(paths, at(now), zones.toArray(String[]::new)))).mapEmpty();
    }

    /// @param before the account before it was made; `null`: it was made just now, and has the wished zone
    private Future<Void> change(SqlConnection tx, String path, @Nullable AccountEntry before, AccountWish wish, long revision,
            Instant now) {
        JsonObject settings = wish.settingsOver(before == null ? new JsonObject() : before.settings());
        boolean set = before == null || !settings.equals(before.settings());
        boolean moved = before != null && wish.zone() != null && !wish.zone().equals(before.wantedZone());
        Future<?> zoned = moved
                ? tx.preparedQuery(WISH).execute(Tuple.of(new String[]{path}, at(now), new String[]{wish.zone()}))
                : Future.succeededFuture();
        String name = wish.named() || before == null ? wish.name() : before.name();
        return zoned.compose(_ -> tx.preparedQuery(
                "UPDATE account SET name = $2, settings = $3, revision = CASE WHEN $4 THEN $5 ELSE revision END WHERE path = $1")
                .execute(Tuple.of(path, name, settings, set || moved, revision))).mapEmpty();
    }

    /// The zone that a new account of `path` has: the one wanted for its nearest ancestor that is known.
    private String zone(Map<String, AccountEntry> known, String path) {
        return lineOf(path).reversed().stream().map(known::get).filter(Objects::nonNull).findFirst().map(AccountEntry::wantedZone)
                .orElse(defaultZone);
    }

    /// Those of the account and its ancestors that are known.
    private static Future<Map<String, AccountEntry>> line(SqlConnection tx, String path) {
        return tx.preparedQuery(AccountEntry.SELECT + "WHERE a.path = ANY ($1)")
                .execute(Tuple.of((Object) lineOf(path).toArray(String[]::new)))
                .map(rows -> rows.stream().map(AccountEntry::from)
                        .collect(Collectors.toMap(AccountEntry::path, Function.identity(), (one, _) -> one, TreeMap::new)));
    }

    /// The master, what lies between, and the account itself.
    private static List<String> lineOf(String path) {
        var line = new ArrayList<String>();
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1))
            line.add(path.substring(0, slash));
        line.add(path);
        return line;
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
