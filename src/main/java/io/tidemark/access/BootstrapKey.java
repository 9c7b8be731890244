package io.tidemark.access;

import io.tidemark.signal.Account;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.EnumSet;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The first key: worth every account with all scopes, with no account of its own. Its id is `bootstrap`.
///
/// Given by a setting it replaces a former one at every start (that is how it is changed, and how a lost one is mended). Not given,
/// it is made at the first start of an installation, and its text is known to that start alone.
public final class BootstrapKey {
    static final String ID = "bootstrap";

    private static final Logger LOG = LoggerFactory.getLogger(BootstrapKey.class);
    private static final Pattern FIT = Pattern.compile("[A-Za-z0-9._~-]{20,200}");
    private static final String UPSERT = """
            INSERT INTO access_key (id, account, scopes, name, hash, fingerprint, created_by, revision)
            VALUES ($1, $2, $3, $4, $5, $6, $7, 0)
            ON CONFLICT (id) DO UPDATE SET hash = excluded.hash, scopes = excluded.scopes, created = now(), revoked = NULL
            """;

    private BootstrapKey() {}

    /// Why `given` cannot be a key, or empty when it can: it must fit into a header and a sub-protocol, and be too long to guess.
    public static Optional<String> objection(String given) {
        return FIT.matcher(given).matches()
                ? Optional.empty()
                : Optional.of(
                        "must be 20 to 200 characters from A-Z a-z 0-9 . _ ~ -, chosen at random (such as `openssl rand -hex 32` prints)");
    }

    /// Sees to it that there is one. Answers its text when it was made now: to be shown once, and nowhere kept.
    ///
    /// @param given what the settings say, `null` when they say nothing
    public static Future<Optional<String>> prepare(Pool pool, @Nullable String given) {
        if (given != null && objection(given).isPresent())
            return Future.failedFuture(new IllegalArgumentException("the bootstrap key " + objection(given).orElseThrow()));
        return Transaction.run(pool, (tx, _) -> tx
                .preparedQuery("SELECT hash, revoked IS NOT NULL AS revoked FROM access_key WHERE id = $1").execute(Tuple.of(ID))
                .compose(rows -> {
                    var known = rows.stream().findFirst();
                    if (given == null) return known.isPresent() ? Future.succeededFuture(Optional.empty()) : make(tx);
                    var digest = Digest.of(given);
                    boolean same = known.isPresent() && Digest.stored(known.get().getBuffer("hash").getBytes()).equals(digest);
                    if (same && known.get().getBoolean("revoked"))
                        LOG.warn("The bootstrap key of the settings has been revoked and stays so: set another one");
                    return same ? Future.succeededFuture(Optional.empty()) : keep(tx, digest).map(_ -> Optional.empty());
                }));
    }

    private static Future<Optional<String>> make(SqlConnection tx) {
        var secret = Secret.random(Secret.KEY);
        return keep(tx, secret.digest()).map(_ -> Optional.of(secret.reveal()));
    }

    private static Future<Void> keep(SqlConnection tx, Digest digest) {
        var row = KeyStore.row(ID, Account.EVERY, EnumSet.allOf(Right.class), "bootstrap", digest, null);
        return tx.preparedQuery(UPSERT).execute(row).onSuccess(_ -> LOG.info("There is a new bootstrap key")).mapEmpty();
    }
}
