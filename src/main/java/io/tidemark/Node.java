package io.tidemark;

import io.tidemark.access.Accounts;
import io.tidemark.access.BoardRing;
import io.tidemark.access.BootstrapKey;
import io.tidemark.access.KeyRing;
import io.tidemark.access.SettingsStore;
import io.tidemark.history.StoredPeaks;
import io.tidemark.ops.Meters;
import io.tidemark.postgres.Postgres;
import io.tidemark.redis.Redis;
import io.tidemark.redis.RedisAddress;
import io.tidemark.settings.Settings;
import io.tidemark.settings.Stores;
import io.tidemark.shard.CommonClock;
import io.tidemark.shard.ShardMeters;
import io.tidemark.shard.ShardSettings;
import io.tidemark.shard.Shards;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.Optional;

/// What a node has opened before it listens: its stores, its keys, and its part in the shards.
record Node(Vertx vertx, Settings settings, Meters meters, Postgres postgres, Redis redis, KeyRing keys, BoardRing boards,
        Accounts accounts,
        Shards shards) {

    static Node open(Settings settings, OpenStores stores, Meters meters, Vertx vertx, Opened opened) throws Exception {
        Postgres postgres = Opened.awaitOutside("PostgreSQL", () -> Postgres.open(vertx, stores.databaseUrl()));
        opened.closeWith("PostgreSQL pool", postgres::close);
        var address = RedisAddress.parse(stores.redisUrl());
        Redis redis = Opened.awaitOutside("Redis", () -> Redis.open(vertx, address, settings.shards(), settings.zone().getId()));
        opened.closeWith("Redis", redis::close);
        var pool = postgres.pool();
        if (settings.bootstrapKey().isPresent())
            Opened.await(BootstrapKey.prepare(pool, settings.bootstrapKey().get().revealed()));
        KeyRing keys = Opened.await(KeyRing.open(vertx, pool, meters.micrometer()));
        BoardRing boards = Opened.await(BoardRing.open(vertx, pool, meters.micrometer()));
        opened.closeWith("keys", () -> {
            keys.close();
            boards.close();
            return Future.succeededFuture();
        });
        var installation = redis.installation();
        boolean alone = settings.stores() instanceof Stores.Embedded;
        var own = new ShardSettings(settings.node(), installation.shards(), installation.zone(), alone);
        Shards shards = Opened.await(Shards.start(vertx, redis.store(), own, new ShardMeters(meters.micrometer()),
                new SettingsStore(pool, installation.shards()), new StoredPeaks(pool, InstantSource.system(), installation.shards())));
        opened.closeWith("shards", shards::stop);
        var accounts = new Accounts(pool, shards.clock(), installation.zone());
        return new Node(vertx, settings, meters, postgres, redis, keys, boards, accounts, shards);
    }

    /// Sees to it that there is a first key when the settings give none; its text when it was made now. To be asked last of all: it is
    /// shown once and nowhere kept, so nothing may fail any more between its making and its showing.
    Future<Optional<String>> firstKey() {
        return BootstrapKey.prepare(postgres.pool(), null);
    }

    /// The time that all nodes share: what is shown and noted goes by it, not by this machine's clock.
    CommonClock clock() {
        return shards.clock();
    }

    int shardCount() {
        return redis.installation().shards();
    }

    String zone() {
        return redis.installation().zone();
    }
}
