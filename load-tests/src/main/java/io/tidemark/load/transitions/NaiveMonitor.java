package io.tidemark.load.transitions;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.vertx.core.http.ServerWebSocket;
import java.io.IOException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;

/// The monitor that one would write at first: counters and marks in Redis, raised and lowered by single commands in a pipeline, a
/// frame acknowledged when all of its commands were answered. It speaks as much of the native interface as a stream needs, and trusts
/// its producer: what comes twice counts twice.
///
/// Run as `NaiveMonitor PORT REDIS ZONE`.
public final class NaiveMonitor {

    private static final JsonFactory JSON = new JsonFactory();

    private final StatefulRedisConnection<String, String> redis;
    private final ZoneId zone;
    private final Map<String, Place> sessions = new HashMap<>();

    private NaiveMonitor(StatefulRedisConnection<String, String> redis, ZoneId zone) {
        this.redis = redis;
        this.zone = zone;
    }

    public static void main(String[] arguments) {
        var redis = RedisClient.create(arguments[1]).connect();
        redis.setAutoFlushCommands(false);
        RivalServer.listen(Integer.parseInt(arguments[0]), new NaiveMonitor(redis, ZoneId.of(arguments[2]))::read);
    }

    private void read(ServerWebSocket socket, String text) throws IOException {
        var frame = new NaivePipeline(redis, zone);
        long sequence = 0;
        try (var json = JSON.createParser(text)) {
            json.nextToken();
            for (var field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                var token = json.nextToken();
                if (field.equals("type") && json.getText().equals("hello"))
                    socket.writeTextMessage("{\"type\":\"welcome\",\"streams\":{\"acme\":{\"acked\":0}}}");
                else if (field.equals("seq")) sequence = json.getLongValue();
                else if (field.equals("signals"))
                    while (json.nextToken() != JsonToken.END_ARRAY)
                        apply(frame, Transition.read(json));
                else if (token.isStructStart()) json.skipChildren();
            }
        }
        if (sequence == 0) return;
        var ack = "{\"type\":\"ack\",\"account\":\"acme\",\"seq\":" + sequence + ",\"durable\":" + sequence + "}";
        frame.run(() -> socket.writeTextMessage(ack), _ -> socket.close());
    }

    private void apply(NaivePipeline frame, Transition signal) {
        if (signal.type().equals("join")) {
            sessions.put(signal.session(), signal.place());
            frame.join(signal.session(), signal.place(), signal.at());
        } else {
            var place = sessions.remove(signal.session());
            if (place != null) frame.leave(signal.session(), place, signal.at());
        }
    }
}
