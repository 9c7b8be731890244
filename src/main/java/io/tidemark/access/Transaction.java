package io.tidemark.access;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.function.Function;

/// A transaction that changes what nodes follow. It takes the next revision before anything else, so that such transactions go one
/// after the other and always lock in the same order.
final class Transaction {

    /// What is done inside, given the connection and the revision that it makes.
    interface Work<T> {
        Future<T> done(SqlConnection connection, long revision);
    }

    private Transaction() {}

    static <T> Future<T> run(Pool pool, Work<T> work) {
        return committed(pool, connection -> connection.query("SELECT next_revision()").execute()
                .compose(rows -> work.done(connection, rows.iterator().next().getLong(0))));
    }

    /// The client's annotations say that a transaction's result may be `null`; ours never is.
    @SuppressWarnings("NullAway")
    private static <T> Future<T> committed(Pool pool, Function<SqlConnection, Future<T>> work) {
        return pool.withTransaction(work);
    }
}
