package io.tidemark;

import io.tidemark.embedded.EmbeddedServers;
import io.tidemark.settings.Settings;
import io.tidemark.settings.Stores;
import io.vertx.core.Future;

/// Where Redis and PostgreSQL are, once they are there. Both addresses may hold a password: never log one.
record OpenStores(String redisUrl, String databaseUrl) {

    /// Those of the operator, or our own, started now and stopped last.
    static OpenStores open(Settings settings, Opened opened) {
        return switch (settings.stores()) {
            case Stores.Outside(var redis, var database) -> new OpenStores(redis.url().revealed(), database.url().revealed());
            case Stores.Embedded() -> {
                var servers = EmbeddedServers.open(settings.dataDir(), settings.http().publicUrl(settings.http().port()));
                opened.closeWith("embedded servers", () -> {
                    servers.close();
                    return Future.succeededFuture();
                });
                yield new OpenStores(servers.redisUrl(), servers.databaseUrl());
            }
        };
    }

    @Override
    public String toString() {
        return "OpenStores[…]";
    }
}
