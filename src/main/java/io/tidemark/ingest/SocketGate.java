package io.tidemark.ingest;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.timeout.IdleStateHandler;
import io.tidemark.web.Bearer;
import io.vertx.core.Handler;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.ServerWebSocketHandshake;
import io.vertx.core.internal.http.WebSocketInternal;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Decides about `GET /v1/ingest` before the upgrade: 400 without the sub-protocol, 401 without a good key, 403 when the key may not
/// send, 429 and 503 when there are too many. Whether the origin is welcome was settled before.
final class SocketGate implements Handler<ServerWebSocketHandshake> {

    private static final Logger LOG = LoggerFactory.getLogger(SocketGate.class);
    private static final long PATIENCE_SECONDS = 5;

    private final IngestLoop loop;

    SocketGate(IngestLoop loop) {
        this.loop = loop;
    }

    @Override
    public void handle(ServerWebSocketHandshake handshake) {
        String key = Bearer.ofHandshake(handshake.headers());
        if (!Bearer.offers(handshake.headers(), Ingest.PROTOCOL))
            refuse(handshake, 400);
        else if (key == null)
            refuse(handshake, 401);
        else if (loop.node().connections().count() >= loop.node().limits().sockets())
            refuse(handshake, 503);
        else
            loop.node().keys().authorise(key).timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .onComplete(grant -> judge(handshake, grant), cause -> unknown(handshake, cause));
    }

    private void judge(ServerWebSocketHandshake handshake, Optional<Keys.Grant> found) {
        Keys.Grant grant = found.orElse(null);
        if (grant == null)
            refuse(handshake, 401);
        else if (!grant.mayIngest())
            refuse(handshake, 403);
        else if (loop.node().connections().ofKey(grant.keyId()) >= loop.node().limits().socketsPerKey())
            refuse(handshake, 429);
        else
            handshake.accept().onSuccess(socket -> IngestSocket.open(withoutDeadline(socket), loop, grant));
    }

    private void unknown(ServerWebSocketHandshake handshake, Throwable cause) {
        LOG.warn("Whether a key is good cannot be told: {}", cause.toString());
        refuse(handshake, 503);
    }

    private void refuse(ServerWebSocketHandshake handshake, int status) {
        loop.node().metrics().refused(status);
        handshake.reject(status);
    }

    /// The server's deadline for reading also runs while we do not read; the socket keeps one of its own instead.
    private static ServerWebSocket withoutDeadline(ServerWebSocket socket) {
        ChannelPipeline pipeline = ((WebSocketInternal) socket).channelHandlerContext().pipeline();
        if (pipeline.get(IdleStateHandler.class) != null)
            pipeline.remove(IdleStateHandler.class);
        return socket;
    }
}
