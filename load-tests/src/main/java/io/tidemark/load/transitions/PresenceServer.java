package io.tidemark.load.transitions;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.vertx.core.http.ServerWebSocket;
import java.io.IOException;
import java.util.List;

/// A presence server as they are mostly written: a sorted set of leases, put off by each sign of life, and swept each second. All
/// commands of a message go out in one flush; nothing is waited for.
///
/// Run as `PresenceServer PORT REDIS`.
public final class PresenceServer {

    /// What it keeps, and where.
    static final String LEASES = "leases";
    static final List<String> COMMANDS = List.of("join, heartbeat:", "  ZADD leases NOW+TIMEOUT SESSION", "leave:", "  ZREM leases SESSION",
            "each second:", "  ZRANGEBYSCORE leases -inf NOW LIMIT 0 1000, and ZREM leases of what that answers");

    private static final JsonFactory JSON = new JsonFactory();
    private static final long TIMEOUT_MILLIS = 1_000L * Multiplexer.TIMEOUT;
    private static final int MOST_SWEPT = 1_000;

    private final StatefulRedisConnection<String, String> redis;

    private PresenceServer(StatefulRedisConnection<String, String> redis) {
        this.redis = redis;
    }

    public static void main(String[] arguments) {
        var redis = RedisClient.create(arguments[1]).connect();
        redis.setAutoFlushCommands(false);
        var presence = new PresenceServer(redis);
        RivalServer.listen(Integer.parseInt(arguments[0]), presence::read).setPeriodic(1_000, _ -> presence.sweep());
    }

    private void read(ServerWebSocket socket, String text) throws IOException {
        long lease = System.currentTimeMillis() + TIMEOUT_MILLIS;
        try (var json = JSON.createParser(text)) {
            json.nextToken();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                var signal = Transition.read(json);
                if (signal.type().equals("leave")) redis.async().zrem(LEASES, signal.session());
                else
                    redis.async().zadd(LEASES, lease, signal.session());
            }
        }
        redis.flushCommands();
    }

    private void sweep() {
        redis.async().zrangebyscore(LEASES, Range.create(Double.NEGATIVE_INFINITY, System.currentTimeMillis()), Limit.from(MOST_SWEPT))
                .thenAccept(ended -> {
                    if (!ended.isEmpty()) redis.async().zrem(LEASES, ended.toArray(String[]::new));
                });
        redis.flushCommands();
    }
}
