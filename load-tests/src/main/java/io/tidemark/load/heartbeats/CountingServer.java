package io.tidemark.load.heartbeats;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.WebSocketFrame;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/// The least that a server can do with heartbeats: it parses each frame with Jackson's streaming parser and counts the signals in it
/// (`parse`), or only counts frames (`sink`). `GET /count` tells how many. No log, no session, no answer.
public final class CountingServer extends AbstractVerticle {

    private static final JsonFactory JSON = new JsonFactory();
    private static final LongAdder COUNT = new LongAdder();
    private static int port;
    private static boolean parses;

    /// Arguments: port, `parse` or `sink`.
    public static void main(String[] arguments) {
        port = Integer.parseInt(arguments[0]);
        parses = arguments[1].equals("parse");
        Vertx.vertx().deployVerticle(CountingServer::new, new DeploymentOptions().setInstances(2));
    }

    @Override
    public void start() {
        var options = new HttpServerOptions().setHost("127.0.0.1").setPort(port).setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false).setWebSocketSubProtocols(List.of("tidemark.v1.json"))
                .setMaxWebSocketFrameSize(320 * 1024).setMaxWebSocketMessageSize(320 * 1024).setTcpNoDelay(true).setAcceptBacklog(4096);
        vertx.createHttpServer(options).requestHandler(request -> request.response().end(Long.toString(COUNT.sum())))
                .webSocketHandler(ws -> ws.frameHandler(this::read)).listen();
    }

    private void read(WebSocketFrame frame) {
        if (!frame.isText()) return;
        if (!parses) {
            COUNT.increment();
            return;
        }
        try (JsonParser in = JSON.createParser(frame.binaryData().getBytes())) {
            int types = 0;
            for (JsonToken token = in.nextToken(); token != null; token = in.nextToken())
                if (token == JsonToken.FIELD_NAME && in.currentName().equals("type")) types++;
            COUNT.add(types);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
