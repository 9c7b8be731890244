package io.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A key has as many requests under way as the limits say; whatever becomes of one, its slot is free afterwards.
class RequestSlotsIT {

    private static final int SLOTS = IngestServer.QUICK.requests();
    private static final String LEAVE = "{\"type\":\"leave\",\"session\":\"s\"}";

    /// As the program has it: epoll sees a connection end that is not read.
    private final IngestServer server = new IngestServer(Vertx.vertx(new VertxOptions().setPreferNativeTransport(true)),
            IngestServer.QUICK, null, null);
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        http.close();
        server.close();
    }

    @Test
    void aClientThatGoesWhileItsKeyIsLookedUpKeepsNone() throws Exception {
        Promise<Void> lookup = Promise.promise();
        server.keysOpen = lookup.future();
        for (int i = 0; i < 2 * SLOTS; i++)
            try (var raw = RawSocket.connect(server)) {
                raw.write(head(LEAVE.length()) + LEAVE);
            }
        await().until(() -> server.lookups() == 2 * SLOTS);
        // the ends of the connections have been seen by then
        Thread.sleep(500);
        server.vertx.runOnContext(_ -> lookup.complete());
        await().until(() -> lookup.future().isComplete());
        for (int i = 0; i <= SLOTS; i++)
            assertThat(status()).isEqualTo(200);
    }

    @Test
    void aClientThatGoesAmidItsBodyKeepsNone() throws Exception {
        for (int i = 0; i < 2 * SLOTS; i++)
            try (var raw = RawSocket.connect(server)) {
                raw.write(head(LEAVE.length()) + LEAVE.substring(5));
            }
        await().until(() -> status() == 200);
        for (int i = 0; i <= SLOTS; i++)
            assertThat(status()).isEqualTo(200);
    }

    @Test
    void whoIsNotAnsweredInTimeKeepsNone() throws Exception {
        server.log.fallSilent();
        var late = IntStream.range(0, SLOTS).mapToObj(_ -> http.sendAsync(request(), BodyHandlers.discarding())).toList();
        assertThat(late).allMatch(answer -> answer.join().statusCode() == 503);
        server.log.answer();
        for (int i = 0; i <= SLOTS; i++)
            assertThat(status()).isEqualTo(200);
    }

    @Test
    void aFaultOfOursIsAnsweredAndKeepsNone() throws Exception {
        server.log.breakDown();
        for (int i = 0; i <= SLOTS; i++)
            assertThat(status()).isEqualTo(500);
    }

    private int status() throws IOException, InterruptedException {
        return http.send(request(), BodyHandlers.discarding()).statusCode();
    }

    private HttpRequest request() {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/v1/signals"))
                .header("Authorization", "Bearer acme-key").header("Content-Type", "application/json").POST(BodyPublishers.ofString(LEAVE))
                .build();
    }

    private static String head(int length) {
        return "POST /v1/signals HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer acme-key\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + length + "\r\n\r\n";
    }
}
