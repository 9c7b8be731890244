package io.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.log.EntryId;
import io.tidemark.log.Item;
import io.tidemark.log.Origin;
import io.tidemark.log.Scope;
import io.tidemark.presence.Notice;
import io.tidemark.shard.FeedMessage;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignalsRouteIT {

    private static final String LEAVE = "{\"type\":\"leave\",\"session\":\"s\"}";

    private final IngestServer server = new IngestServer();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        http.close();
        server.close();
    }

    @Test
    void signalsAreAnsweredOnceTheyAreInTheLog() throws Exception {
        var answer = post("", "[" + LEAVE + ",{\"type\":\"leave\"},{\"type\":\"dance\"}]");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        assertThat(new JsonObject(answer.body())).isEqualTo(new JsonObject("{\"accepted\":1,\"rejected\":["
                + "{\"index\":1,\"code\":\"missing_field\",\"message\":\"session is missing\"},"
                + "{\"index\":2,\"code\":\"unknown_type\",\"message\":\"type must be one of join, heartbeat, leave, event, refused, usage, "
                + "gauge, content, login, user, alive, hello; was \\\"dance\\\"\"}]}"));
        var item = server.log.items(Item.Plain.class).getFirst();
        assertThat(item.origin()).isEqualTo(Origin.ofKey(11));
        assertThat(item.scope()).isEqualTo(new Scope("acme", "acme"));
    }

    @Test
    void oneSignalNeedsNoArray() throws Exception {
        assertThat(new JsonObject(post("?account=acme/emea", LEAVE).body()).getInteger("accepted")).isEqualTo(1);
        assertThat(server.log.items(Item.Plain.class).getFirst().scope()).isEqualTo(new Scope("acme", "acme/emea"));
    }

    @Test
    void linesStandForThemselves() throws Exception {
        var answer = send(request("").header("Content-Type", "application/x-ndjson; charset=utf-8")
                .POST(BodyPublishers.ofString(LEAVE + "\nnonsense\r\n\n" + LEAVE + "\n[" + LEAVE + "," + LEAVE + "]\n" + LEAVE)));
        assertThat(answer.statusCode()).isEqualTo(200);
        var body = new JsonObject(answer.body());
        assertThat(body.getInteger("accepted")).isEqualTo(3);
        assertThat(body.getJsonArray("rejected")).extracting(one -> ((JsonObject) one).getInteger("index")).containsExactly(1, 3);
        assertThat(server.log.items(Item.Plain.class).getFirst().signals()).extracting(numbered -> numbered.index()).containsExactly(0, 2,
                4);
    }

    @Test
    void anIdempotencyKeyRepeatsTheFirstAnswer() throws Exception {
        var first = once("key-1", "[" + LEAVE + ",7]");
        var second = once("key-1", "[" + LEAVE + ",7]");
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(once("key-1", "[" + LEAVE + "]").statusCode()).isEqualTo(422);
        assertThat(once("key-2", "[" + LEAVE + "]").statusCode()).isEqualTo(200);
        assertThat(server.log.items(Item.Plain.class)).hasSize(2);
    }

    @Test
    void anotherBodyIsAConflictEvenWhenNothingOfTheFirstWasGood() throws Exception {
        assertThat(once("key-1", "[7]").statusCode()).isEqualTo(200);
        assertThat(once("key-1", "[8]").statusCode()).isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"400|malformed|nonsense", "400|malformed|\"alive\"", "400|malformed|",
            "400|misplaced|{\"type\":\"hello\",\"producer\":\"p\",\"incarnation\":\"i\"}", "400|misplaced|{\"seq\":1,\"signals\":[]}"})
    void whatIsNoListOfSignalsIsABadRequest(int status, String code, String body) throws Exception {
        var answer = post("", body == null ? "" : body);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(new JsonObject(answer.body()).getString("code")).isEqualTo(code);
        assertThat(new JsonObject(answer.body()).getInteger("status")).isEqualTo(status);
    }

    @Test
    void keysAndAccountsAreJudged() throws Exception {
        assertThat(post("?account=beta", "[]").statusCode()).isEqualTo(403);
        assertThat(post("?account=acme2", "[]").statusCode()).isEqualTo(403);
        assertThat(post("?account=a//b", "[]").statusCode()).isEqualTo(400);
        assertThat(send(request("", "wrong").POST(BodyPublishers.ofString("[]"))).statusCode()).isEqualTo(401);
        assertThat(send(request("", "read-key").POST(BodyPublishers.ofString("[]"))).statusCode()).isEqualTo(403);
        assertThat(send(request("", "untold-key").POST(BodyPublishers.ofString("[]"))).statusCode()).isEqualTo(503);
        var nobody = send(HttpRequest.newBuilder(uri("/v1/signals?key=acme-key")).POST(BodyPublishers.ofString("[]")));
        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(nobody.headers().firstValue("www-authenticate")).contains("Bearer");
    }

    @Test
    void aKeyToEveryAccountNamesOne() throws Exception {
        var unnamed = send(request("", "all-key").header("Content-Type", "application/json").POST(BodyPublishers.ofString(LEAVE)));
        assertThat(new JsonObject(unnamed.body()).getJsonArray("rejected").getJsonObject(0).getString("code")).isEqualTo("missing_account");
        var named = send(request("", "all-key").header("Content-Type", "application/json").POST(BodyPublishers.ofString(
                "[{\"type\":\"leave\",\"session\":\"a\",\"account\":\"acme\"},{\"type\":\"leave\",\"session\":\"b\",\"account\":\"gamma/x\"}]")));
        assertThat(new JsonObject(named.body()).getInteger("accepted")).isEqualTo(2);
    }

    @Test
    void typesAndSizesAreBounded() throws Exception {
        assertThat(send(request("").header("Content-Type", "text/plain").POST(BodyPublishers.ofString("[]"))).statusCode()).isEqualTo(415);
        assertThat(send(request("").POST(BodyPublishers.ofString("[]"))).statusCode()).isEqualTo(415);
        String spaces = " ".repeat(IngestLimits.LARGEST_MESSAGE - 2);
        assertThat(post("", "[]" + spaces).statusCode()).isEqualTo(200);
        assertThat(post("", "[] " + spaces).statusCode()).isEqualTo(413);
        var chunked = request("").header("Content-Type", "application/json").POST(
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[IngestLimits.LARGEST_MESSAGE + 1])));
        assertThat(send(chunked).statusCode()).isEqualTo(413);
        assertThat(post("", "[" + (LEAVE + ",").repeat(1000) + LEAVE + "]").statusCode()).isEqualTo(413);
    }

    @Test
    void aLogThatIsFullOrAwayIsToldWithRetryAfter() throws Exception {
        server.log.fill();
        var full = post("", LEAVE);
        assertThat(full.statusCode()).isEqualTo(503);
        assertThat(full.headers().firstValue("retry-after")).contains("1");
        server.log.drain();
        server.log.goAway(true);
        assertThat(post("", LEAVE).headers().firstValue("retry-after")).contains("5");
        server.log.goAway(false);
        server.log.fallSilent();
        assertThat(post("", LEAVE).statusCode()).isEqualTo(503);
        server.log.answer();
        assertThat(post("", LEAVE).statusCode()).isEqualTo(200);
    }

    @Test
    void tooManyAtOnceAreToldToWait() throws Exception {
        server.log.fallSilent();
        var waiting = IntStream.range(0, 12).mapToObj(_ -> http.sendAsync(
                request("").header("Content-Type", "application/json").POST(BodyPublishers.ofString(LEAVE)).build(),
                BodyHandlers.ofString()))
                .toList();
        var answers = waiting.stream().map(answer -> answer.join()).toList();
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 429).hasSize(4)
                .allSatisfy(answer -> assertThat(answer.headers().firstValue("retry-after")).contains("1"));
        assertThat(server.metric("tidemark_ingest_requests", "429")).isEqualTo(4);
    }

    @Test
    void theLastRejectionsOfAKeyAreListedWithThoseOfTheSet() throws Exception {
        post("", "[7]");
        server.log.tell(new FeedMessage(0, EntryId.ZERO, server.log.last(), List.of(), List.of(),
                List.of(new Notice.Rejected(Origin.ofKey(11), "acme", 0, 2, "ended", "the session had ended", "s-9"))));
        await().until(() -> rejections("acme-key").size() == 2);
        assertThat(rejections("acme-key")).extracting(one -> one.getString("code")).containsExactly("ended", "not_a_signal");
        assertThat(rejections("acme-key").getFirst().getString("session")).isEqualTo("s-9");
        assertThat(rejections("all-key")).isEmpty();
    }

    private List<JsonObject> rejections(String key) throws Exception {
        var request = HttpRequest.newBuilder(uri("/v1/rejections")).header("Authorization", "Bearer " + key);
        return new JsonObject(send(request).body()).getJsonArray("rejections").stream().map(JsonObject.class::cast).toList();
    }

    private HttpResponse<String> once(String key, String body) throws Exception {
        return send(
                request("").header("Content-Type", "application/json").header("Idempotency-Key", key).POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> post(String query, String body) throws Exception {
        return send(request(query).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String query) {
        return request(query, "acme-key");
    }

    private HttpRequest.Builder request(String query, String key) {
        return HttpRequest.newBuilder(uri("/v1/signals" + query)).header("Authorization", "Bearer " + key);
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
