package io.tidemark.load.transitions;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import java.io.IOException;
import java.util.List;

/// The socket of a rival: Vert.x as the product has it, on one event loop.
final class RivalServer {

    /// Is told of each message.
    @FunctionalInterface
    interface Reader {
        void read(ServerWebSocket socket, String text) throws IOException;
    }

    static Vertx listen(int port, Reader reader) {
        var vertx = Vertx.vertx();
        vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(port)
                .setWebSocketSubProtocols(List.of("tidemark.v1.json"))
                .setMaxWebSocketFrameSize(1 << 20).setMaxWebSocketMessageSize(1 << 20).setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false))
                .webSocketHandler(socket -> socket.textMessageHandler(text -> {
                    try {
                        reader.read(socket, text);
                    } catch (IOException e) {
                        socket.close((short) 1008, e.getClass().getSimpleName());
                    }
                })).listen();
        return vertx;
    }

    private RivalServer() {}
}
