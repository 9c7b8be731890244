package io.tidemark.wallboard;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.tidemark.web.Bearer;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.ServerWebSocketHandshake;
import java.util.Objects;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The edge of `GET /v1/live`: lets a socket in, or answers why not before the upgrade, and hands it to the [Wallboard]. Whether the
/// origin is welcome has been settled by whoever calls this.
public final class LiveSocket implements Handler<ServerWebSocketHandshake> {

    public static final String PATH = "/v1/live";
    public static final String PROTOCOL = "tidemark.live.v1.json";

    private static final Logger LOG = LoggerFactory.getLogger(LiveSocket.class);
    private static final int DEFAULT_RATE = 10;
    private static final int HIGHEST_RATE = 60;

    private final Gate gate;
    private final Wallboard wallboard;

    public LiveSocket(Gate gate, Wallboard wallboard) {
        this.gate = gate;
        this.wallboard = wallboard;
    }

    @Override
    public void handle(ServerWebSocketHandshake handshake) {
        var query = query(handshake);
        var rate = rate(query);
        if (rate.isEmpty() || !Bearer.offers(handshake.headers(), PROTOCOL)) {
            handshake.reject(400);
            return;
        }
        if (wallboard.isFull()) {
            handshake.reject(429);
            return;
        }
        var claim = Claims.ofHandshake(handshake.headers(), query);
        gate.judge(claim).onSuccess(verdict -> {
            switch (verdict) {
                case Gate.Verdict.Refused(var problem) -> handshake.reject(problem.status());
                case Gate.Verdict.Admitted admitted -> handshake.accept()
                        .onSuccess(socket -> wallboard.show(quiet(socket), claim, admitted, rate.getAsInt()));
            }
        }).onFailure(cause -> {
            LOG.warn("Cannot tell who may look: {}", cause.toString());
            handshake.reject(503);
        });
    }

    /// A viewer has nothing to say; what it says all the same is read and dropped. Each ping is given a pong by Vert.x, whether the
    /// viewer reads or not: one that does not is not read either. That is settled after the ping, since Vert.x then asks for one more
    /// frame, whatever its handler has said.
    private static ServerWebSocket quiet(ServerWebSocket socket) {
        Context loop = Objects.requireNonNull(Vertx.currentContext());
        return socket.frameHandler(frame -> {
            if (frame.isPing() && socket.writeQueueFull())
                loop.runOnContext(_ -> pauseWhileFull(socket));
        }).drainHandler(_ -> socket.resume()).exceptionHandler(cause -> LOG.debug("A viewer's socket failed: {}", cause.toString()));
    }

    private static void pauseWhileFull(ServerWebSocket socket) {
        if (socket.writeQueueFull())
            socket.pause();
    }

    private static MultiMap query(ServerWebSocketHandshake handshake) {
        var query = MultiMap.caseInsensitiveMultiMap();
        new QueryStringDecoder(handshake.uri()).parameters().forEach(query::add);
        return query;
    }

    private static OptionalInt rate(MultiMap query) {
        var text = query.get("rate");
        if (text == null)
            return OptionalInt.of(DEFAULT_RATE);
        if (!text.matches("[1-9][0-9]?") || Integer.parseInt(text) > HIGHEST_RATE)
            return OptionalInt.empty();
        return OptionalInt.of(Integer.parseInt(text));
    }
}
