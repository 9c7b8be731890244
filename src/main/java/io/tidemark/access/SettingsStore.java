package io.tidemark.access;

import io.tidemark.log.Item;
import io.tidemark.shard.SettingsSource;
import io.tidemark.shard.ShardOf;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/// The settings of accounts as the owners of shards ask for them: what has been set since a revision.
///
/// Revisions become visible in their order (see `V1__access.sql`), so an owner that asks for what is newer than the last that it
/// was given misses nothing. Accounts that are known from signals alone have revision 1: an owner that knows nothing (any more) is
/// given their zones too.
public final class SettingsStore implements SettingsSource {
    private static final int PAGE = 1000;
    private static final String NEWER = AccountEntry.SELECT
            + "WHERE (a.revision, a.path) > ($1, $2) ORDER BY a.revision, a.path LIMIT $3";

    private final Pool pool;
    private final int shards;

    /// @param shards the number of shards of the installation
    public SettingsStore(Pool pool, int shards) {
        this.pool = pool;
        this.shards = shards;
    }

    @Override
    public Future<List<Item.Settings>> newer(int shard, long revision) {
        return page(shard, revision, "\uffff", new ArrayList<>());
    }

    private Future<List<Item.Settings>> page(int shard, long revision, String path, List<Item.Settings> found) {
        return pool.preparedQuery(NEWER).execute(Tuple.of(revision, path, PAGE)).compose(rows -> {
            AccountEntry last = null;
            for (var row : rows) {
                last = AccountEntry.from(row);
                if (ShardOf.account(last.path(), shards) == shard) found.add(last.told());
            }
            return last == null || rows.size() < PAGE ? Future.succeededFuture(found) : page(shard, last.revision(), last.path(), found);
        });
    }
}
