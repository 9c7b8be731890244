package io.tidemark.load.sockets;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.util.List;

/// A Vert.x server that takes sockets and forgets what they say.
public final class BareServer extends AbstractVerticle {

    private static int port;

    /// Argument: port.
    public static void main(String[] arguments) {
        port = Integer.parseInt(arguments[0]);
        Vertx.vertx().deployVerticle(BareServer::new, new DeploymentOptions().setInstances(2));
    }

    @Override
    public void start() {
        var options = new HttpServerOptions().setHost("127.0.0.1").setPort(port).setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false).setWebSocketSubProtocols(List.of("tidemark.v1.json"))
                .setAcceptBacklog(4096);
        vertx.createHttpServer(options).requestHandler(request -> request.response().end()).webSocketHandler(ws -> ws.frameHandler(_ -> {}))
                .listen();
    }
}
