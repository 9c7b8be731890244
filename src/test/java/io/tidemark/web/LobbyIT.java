package io.tidemark.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// However many strangers there are: they are bounded, and cost nobody else anything.
class LobbyIT {

    private static final int MOST = 20;
    private static final String REFUSED_HANDSHAKE = "GET /no HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: p\r\n\r\n";

    private final Vertx vertx = Vertx.vertx();
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Lobby lobby = new Lobby(MOST, registry);
    private final List<WebServer> servers = new ArrayList<>();
    private final List<Socket> strangers = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        var options = ServerOptions.of("127.0.0.1", 0, List.of("p"));
        vertx.deployVerticle(() -> {
            servers.add(new WebServer(options, lobby, Duration.ofMinutes(10), Duration.ofSeconds(1), loop -> {
                var surface = new Surface(Envelope.router(loop),
                        new Upgrades(Origins.of(List.of())).at("/no", handshake -> handshake.reject(401)));
                surface.router().get("/hello").handler(ctx -> ctx.end("hello"));
                return surface;
            }));
            return servers.getLast();
        }, new DeploymentOptions()).toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        for (var stranger : strangers)
            stranger.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Test
    void whoSaysNothingMakesRoomForWhoComesLater() throws IOException {
        for (int i = 0; i < 5 * MOST; i++)
            connect();
        isSettled(4 * MOST);
        assertThat(ask(connect(), "GET /hello HTTP/1.1\r\nHost: x\r\n\r\n")).startsWith("HTTP/1.1 200");
        assertThat(isEnded(strangers.getFirst())).isTrue();
    }

    @Test
    void neitherDoRefusedHandshakesStandInTheWay() throws IOException {
        for (int i = 0; i < 5 * MOST; i++)
            assertThat(ask(connect(), REFUSED_HANDSHAKE)).startsWith("HTTP/1.1 401");
        isSettled(4 * MOST);
        assertThat(ask(connect(), "GET /hello HTTP/1.1\r\nHost: x\r\n\r\n")).startsWith("HTTP/1.1 200");
        assertThat(isEnded(strangers.getFirst())).isTrue();
    }

    private void isSettled(int dropped) {
        await().atMost(Duration.ofMinutes(1)).until(() -> value("tidemark_http_dropped") == dropped);
        assertThat(value("tidemark_http_waiting")).isEqualTo(MOST);
    }

    private double value(String name) {
        return registry.scrape(name::equals).stream().flatMap(snapshot -> snapshot.getDataPoints().stream())
                .mapToDouble(point -> switch (point) {
                    case CounterDataPointSnapshot counter -> counter.getValue();
                    case GaugeDataPointSnapshot gauge -> gauge.getValue();
                    default -> throw new IllegalArgumentException(point.toString());
                }).sum();
    }

    private Socket connect() throws IOException {
        var socket = new Socket("127.0.0.1", servers.getFirst().port());
        socket.setSoTimeout(60_000);
        strangers.add(socket);
        return socket;
    }

    private static String ask(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        byte[] answer = new byte[4096];
        int length = Math.max(0, socket.getInputStream().read(answer));
        return new String(answer, 0, length, StandardCharsets.UTF_8);
    }

    private static boolean isEnded(Socket socket) throws IOException {
        try {
            while (socket.getInputStream().read() >= 0)
                continue;
            return true;
        } catch (SocketException reset) {
            return true;
        }
    }
}
