package io.tidemark.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebServerIT {

    private static final Duration HEAD = Duration.ofSeconds(2);

    private final Vertx vertx = Vertx.vertx();
    private final Lobby lobby = new Lobby(Lobby.MOST, new PrometheusRegistry());
    private final WebServer server = new WebServer(ServerOptions.of("127.0.0.1", 0, List.of("p")), lobby, HEAD, Duration.ofSeconds(1),
            loop -> {
                var surface = new Surface(Envelope.router(loop),
                        new Upgrades(Origins.of(List.of())).at("/no", handshake -> handshake.reject(400)));
                surface.router().get("/hello").handler(ctx -> ctx.end("hello"));
                surface.router().get("/slow").handler(ctx -> loop.setTimer(HEAD.toMillis() + 2_000, _ -> ctx.end("at last")));
                surface.router().get("/broken").handler(_ -> {
                    throw new IllegalStateException("secret");
                });
                Documents.mount(surface.router());
                return surface;
            });

    @BeforeEach
    void start() throws Exception {
        vertx.deployVerticle(server).toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Test
    void oneByteOfAHeaderASecondDoesNotHoldAConnection() throws IOException {
        try (var socket = connect()) {
            socket.getOutputStream().write("GET /hello HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII));
            trickle(socket);
            assertThat(isEnded(socket)).isTrue();
        }
    }

    @Test
    void norDoesItAfterAGoodRequestOrARefusedHandshake() throws IOException {
        try (var first = connect(); var second = connect()) {
            assertThat(ask(first, "GET /hello HTTP/1.1\r\nHost: x\r\n\r\n")).startsWith("HTTP/1.1 200");
            assertThat(ask(second,
                    "GET /no HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: p\r\n\r\n"))
                    .startsWith("HTTP/1.1 400");
            trickle(first);
            trickle(second);
            assertThat(isEnded(first)).isTrue();
            assertThat(isEnded(second)).isTrue();
        }
    }

    @Test
    void aSlowAnswerIsNoFaultOfThePeer() throws IOException {
        try (var socket = connect()) {
            assertThat(ask(socket, "GET /slow HTTP/1.1\r\nHost: x\r\n\r\n")).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void answersAreCarefulAndErrorsAreProblemsWithoutSecrets() throws IOException {
        try (var socket = connect()) {
            assertThat(ask(socket, "GET /hello HTTP/1.1\r\nHost: x\r\nX-Request-Id: r-1\r\n\r\n").toLowerCase(Locale.ROOT))
                    .contains("x-content-type-options: nosniff", "content-security-policy: default-src 'self'", "x-request-id: r-1");
        }
        try (var socket = connect()) {
            assertThat(ask(socket, "GET /nowhere HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")).startsWith("HTTP/1.1 404")
                    .containsIgnoringCase("application/problem+json");
        }
        try (var socket = connect()) {
            assertThat(ask(socket, "GET /broken HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")).startsWith("HTTP/1.1 500")
                    .doesNotContain("secret");
        }
    }

    @Test
    void theContractsAreServed() throws IOException {
        try (var socket = connect()) {
            assertThat(ask(socket, "GET /asyncapi.yaml HTTP/1.1\r\nHost: x\r\n\r\n")).startsWith("HTTP/1.1 200")
                    .containsIgnoringCase("application/yaml");
        }
    }

    private Socket connect() throws IOException {
        var socket = new Socket("127.0.0.1", server.port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static String ask(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        byte[] answer = new byte[4096];
        int length = Math.max(0, in.read(answer));
        return new String(answer, 0, length, StandardCharsets.UTF_8);
    }

    private void trickle(Socket socket) {
        vertx.setPeriodic(400, timer -> {
            try {
                socket.getOutputStream().write('x');
            } catch (IOException ended) {
                vertx.cancelTimer(timer);
            }
        });
    }

    private static boolean isEnded(Socket socket) throws IOException {
        try {
            byte[] rest = new byte[4096];
            while (socket.getInputStream().read(rest) >= 0)
                continue;
            return true;
        } catch (SocketException reset) {
            return true;
        }
    }
}
