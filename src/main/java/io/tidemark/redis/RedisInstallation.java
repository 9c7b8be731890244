package io.tidemark.redis;

import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/// What was settled when the installation first started, and can never differ between its nodes: where the data of a master lies
/// depends on it.
public record RedisInstallation(int shards, String zone) {

    private static final int SHARDS = 16;
    private static final String ZONE = "UTC";
    private static final byte[] SHARDS_FIELD = Keys.bytes("shards");
    private static final byte[] ZONE_FIELD = Keys.bytes("zone");

    /// Settles it, or reads what was settled; `null` asks for nothing. Fails when something else is asked for than was settled.
    static Future<RedisInstallation> agree(RedisConnections connections, @Nullable Integer shards, @Nullable String zone) {
        var redis = connections.shared().commands();
        var context = connections.context();
        byte[] firstShards = Keys.bytes(Integer.toString(shards == null ? SHARDS : shards));
        byte[] firstZone = Keys.bytes(zone == null ? ZONE : zone);
        return Future.fromCompletionStage(redis.hsetnx(Keys.INSTALLATION, SHARDS_FIELD, firstShards), context)
                .compose(_ -> Future.fromCompletionStage(redis.hsetnx(Keys.INSTALLATION, ZONE_FIELD, firstZone), context))
                .compose(_ -> Future.fromCompletionStage(redis.hmget(Keys.INSTALLATION, SHARDS_FIELD, ZONE_FIELD), context))
                .map(found -> new RedisInstallation(Integer.parseInt(Answers.text(found.get(0).getValue())),
                        Answers.text(found.get(1).getValue())))
                .recover(failure -> Future.failedFuture(Outcome.of(failure)))
                .map(settled -> settled.mustBe(shards, zone));
    }

    private RedisInstallation mustBe(@Nullable Integer wantedShards, @Nullable String wantedZone) {
        if (wantedShards != null && wantedShards != shards)
            throw new IllegalStateException("TIDEMARK_SHARDS is " + wantedShards + ", but this installation was started with " + shards
                    + " shards, which cannot be changed: leave the setting out, or use an empty Redis");
        if (wantedZone != null && !wantedZone.equals(zone))
            throw new IllegalStateException("TIDEMARK_ZONE is " + wantedZone + ", but this installation was started with " + zone
                    + ": leave the setting out, and give accounts zones of their own");
        return this;
    }
}
