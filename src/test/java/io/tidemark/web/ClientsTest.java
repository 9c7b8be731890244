package io.tidemark.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ClientsTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void aTrustedProxyIsBelievedAndAnUntrustedOneIsNot() throws Exception {
        var trusting = new Clients(InetAddress::isLoopbackAddress);
        assertThat(seen(trusting, "203.0.113.7")).isEqualTo("203.0.113.7");
        assertThat(seen(trusting, "198.51.100.1, 203.0.113.7, 127.0.0.9")).isEqualTo("203.0.113.7");
        assertThat(seen(trusting, "2001:db8::1")).isEqualTo("2001:db8:0:0:0:0:0:1");
        assertThat(seen(trusting, "evil.example")).isEqualTo("127.0.0.1");
        assertThat(seen(Clients.DIRECT, "203.0.113.7")).isEqualTo("127.0.0.1");
    }

    private String seen(Clients clients, String forwardedFor) throws Exception {
        var router = Envelope.router(vertx, clients);
        router.get("/").handler(ctx -> ctx.response().end(Envelope.client(ctx)));
        var server = vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get(
                20,
                TimeUnit.SECONDS);
        var client = vertx.createHttpClient();
        return client.request(HttpMethod.GET, server.actualPort(), "127.0.0.1", "/")
                .compose(request -> request.putHeader("X-Forwarded-For", forwardedFor).send()).compose(HttpClientResponse::body)
                .map(Object::toString).toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
