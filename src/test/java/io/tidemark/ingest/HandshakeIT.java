package io.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeIT {

    private static final IngestServer SERVER = new IngestServer();
    private static final String PROTOCOL = "Sec-WebSocket-Protocol: tidemark.v1.json";
    private static final String KEY = "Authorization: Bearer acme-key";

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"401| ", "401|Authorization: Bearer wrong", "401|Authorization: Basic acme-key",
            "401|Authorization: Bearer", "403|Authorization: Bearer read-key", "503|Authorization: Bearer untold-key"})
    void aKeyIsJudgedBeforeTheUpgrade(int status, String line) throws IOException {
        assertThat(upgrade(Stream.of(PROTOCOL, line == null ? "X: y" : line).toArray(String[]::new))).startsWith("HTTP/1.1 " + status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X: y", "Sec-WebSocket-Protocol: tidemark.v2.json", "Sec-WebSocket-Protocol: bearer.acme-key"})
    void withoutTheSubProtocolItIsABadRequest(String line) throws IOException {
        assertThat(upgrade(line, KEY)).startsWith("HTTP/1.1 400");
    }

    @Test
    void ofTwoSubProtocolsOnlyTheFirstIsEchoedAndTheKeyNever() throws IOException {
        String head = upgrade("Sec-WebSocket-Protocol: bearer.acme-key, tidemark.v1.json");
        assertThat(head).startsWith("HTTP/1.1 101").containsIgnoringCase("sec-websocket-protocol: tidemark.v1.json\r\n")
                .doesNotContain("acme-key");
        assertThat(upgrade("Sec-WebSocket-Protocol: tidemark.v1.json", "Sec-WebSocket-Protocol: bearer.acme-key"))
                .startsWith("HTTP/1.1 101").doesNotContain("acme-key");
    }

    @Test
    void twoKeysAreNone() throws IOException {
        assertThat(upgrade("Sec-WebSocket-Protocol: tidemark.v1.json, bearer.acme-key, bearer.all-key")).startsWith("HTTP/1.1 401");
    }

    @Test
    void aKeyInTheQueryIsNone() throws IOException {
        try (var raw = RawSocket.connect(SERVER)) {
            raw.write(
                    "GET /v1/ingest?key=acme-key&access_token=acme-key HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n" + PROTOCOL + "\r\n\r\n");
            assertThat(raw.head()).startsWith("HTTP/1.1 401");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "https://good.example.evil.com", "https://evil-good.example",
            "http://good.example", "https://good.example:8443", "https://good.example/", "https://GOOD.example", "",
            "http://127.0.0.1:1"})
    void aForeignOriginIsForbidden(String origin) throws IOException {
        assertThat(upgrade(PROTOCOL, KEY, "Origin: " + origin)).startsWith("HTTP/1.1 403");
    }

    @Test
    void twoOriginsAreForbidden() throws IOException {
        assertThat(upgrade(PROTOCOL, KEY, "Origin: https://good.example", "Origin: https://evil.example")).startsWith("HTTP/1.1 403");
    }

    @Test
    void aWelcomeOriginIsUpgradedAndSoIsOurOwn() throws IOException {
        assertThat(upgrade(PROTOCOL, KEY, "Origin: https://good.example")).startsWith("HTTP/1.1 101");
        assertThat(upgrade(PROTOCOL, KEY, "Origin: http://127.0.0.1:" + SERVER.port())).startsWith("HTTP/1.1 101");
        assertThat(upgrade(PROTOCOL, KEY)).startsWith("HTTP/1.1 101");
    }

    @Test
    void compressionIsNotNegotiated() throws IOException {
        assertThat(upgrade(PROTOCOL, KEY, "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits, x-webkit-deflate-frame"))
                .startsWith("HTTP/1.1 101").doesNotContainIgnoringCase("sec-websocket-extensions");
    }

    @Test
    void anotherPathIsNotThere() throws IOException {
        try (var raw = RawSocket.connect(SERVER)) {
            raw.write("GET /v1/elsewhere HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n");
            assertThat(raw.head()).startsWith("HTTP/1.1 404");
        }
    }

    @Test
    void aPlainGetIsToldThatThisIsASocket() throws IOException {
        try (var raw = RawSocket.connect(SERVER)) {
            raw.write("GET /v1/ingest HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(raw.head()).startsWith("HTTP/1.1 426").containsIgnoringCase("content-type: application/problem+json");
        }
    }

    @Test
    void socketsOfAKeyAreCounted() throws IOException {
        var limits = IngestServer.QUICK;
        var few = new IngestLimits(3, 2, limits.heartbeat(), limits.silence(), limits.inFlight(), limits.unread(),
                limits.welcomePatience(), limits.slowReader(), limits.drain(), limits.requests(), limits.requestPatience());
        try (var server = new IngestServer(few);
                var first = Talker.open(server, "acme-key");
                var second = Talker.open(server, "acme-key")) {
            assertThat(status(server, KEY)).startsWith("HTTP/1.1 429");
            try (var third = Talker.open(server, "all-key")) {
                assertThat(status(server, "Authorization: Bearer all-key")).startsWith("HTTP/1.1 503");
                assertThat(third.isClosed()).isFalse();
            }
            assertThat(first.isClosed() || second.isClosed()).isFalse();
        }
    }

    private static String upgrade(String... lines) throws IOException {
        try (var raw = RawSocket.connect(SERVER)) {
            return raw.handshake(lines);
        }
    }

    private static String status(IngestServer server, String key) throws IOException {
        try (var raw = RawSocket.connect(server)) {
            return raw.handshake(PROTOCOL, key);
        }
    }
}
