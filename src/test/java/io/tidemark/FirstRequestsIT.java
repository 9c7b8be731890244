package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.settings.Settings;
import io.tidemark.settings.SettingsLoader;
import io.tidemark.testing.Database;
import io.tidemark.testing.Scratch;
import io.tidemark.testing.Servers;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What comes first: to a node that has just started, and with keys that it does not know yet.
class FirstRequestsIT {

    private static final List<String> ACCOUNTS = List.of("alpha", "beta", "gamma", "delta", "epsilon", "zeta");
    private static final int ROUNDS = 5;
    private static final int POSTS = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String WAITING = """
            SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%next_revision%'
            """;

    @RegisterExtension
    static final Servers servers = new Servers();

    private final String bootstrap = "given-by-the-settings-" + UUID.randomUUID();
    private final int port = Scratch.freePort();
    private final int opsPort = Scratch.freePort();
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void aNodeIsReadyWhenItKnowsTheKeyOfItsSettingsAndNotBefore() throws Exception {
        var starting = new FutureTask<>(() -> Application.open(settings()));
        try (var database = Database.open(servers.databaseUrl())) {
            var other = database.pool().getConnection().await();
            var change = other.begin().await();
            other.query("SELECT next_revision()").execute().await();
            Thread.ofPlatform().start(starting);
            await().atMost(PATIENCE).until(() -> !database.run(WAITING).isEmpty());
            assertThat(isReady()).isFalse();
            change.rollback().await();
            await().atMost(PATIENCE).until(this::isReady);
            assertThat(send(to("/v1/keys?account=*", bootstrap)).statusCode()).isEqualTo(200);
        } finally {
            starting.get().close();
        }
    }

    @Test
    void everySessionStandsInTheAccountOfItsOwnKey() throws Exception {
        try (var _ = Application.open(settings())) {
            for (int round = 1; round <= ROUNDS; round++) {
                for (var answer : firstPosts(round))
                    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                var expected = new TreeMap<String, Integer>();
                for (String account : ACCOUNTS)
                    expected.put(account, round * POSTS);
                await().atMost(PATIENCE).untilAsserted(() -> assertThat(connections()).isEqualTo(expected));
            }
        }
    }

    @Test
    void aKeyIsRefusedInTheSameWordsEverywhere() throws Exception {
        try (var _ = Application.open(settings())) {
            for (String key : List.of("", "wrong")) {
                var refusals = Stream.of("GET /v1/levels", "GET /v1/curve", "GET /v1/accounts", "GET /v1/keys", "GET /v1/boards",
                        "GET /v1/rejections", "POST /v1/signals").map(route -> route.split(" "))
                        .map(route -> send(to(route[1], key).method(route[0], BodyPublishers.noBody()))).toList();
                assertThat(refusals).extracting(HttpResponse::statusCode).containsOnly(401);
                assertThat(refusals.stream().map(refusal -> new JsonObject(refusal.body()).putNull("requestId")).distinct()).hasSize(1);
            }
        }
    }

    private List<HttpResponse<String>> firstPosts(int round) {
        var keys = ACCOUNTS.stream().map(this::key).toList();
        var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
        for (int post = 0; post < POSTS; post++)
            for (int account = 0; account < ACCOUNTS.size(); account++)
                answers.add(post(keys.get(account), "%s-%d-%d".formatted(ACCOUNTS.get(account), round, post)));
        return answers.stream().map(CompletableFuture::join).toList();
    }

    private CompletableFuture<HttpResponse<String>> post(String key, String session) {
        return client.sendAsync(to("/v1/signals", key).POST(BodyPublishers.ofString(new JsonArray().add(new JsonObject().put("type", "join")
                .put("session", session).put("event", "event-of-" + session).put("kind", "meeting").put("role", "speaker")).encode()))
                .build(), BodyHandlers.ofString());
    }

    private String key(String account) {
        var body = new JsonObject().put("account", account).put("scopes", new JsonArray().add("ingest")).encode();
        return new JsonObject(send(to("/v1/keys", bootstrap).POST(BodyPublishers.ofString(body))).body()).getString("key");
    }

    private Map<String, Integer> connections() {
        var connections = new TreeMap<String, Integer>();
        for (String account : ACCOUNTS)
            connections.put(account, new JsonObject(send(to("/v1/levels?account=" + account, bootstrap)).body()).getJsonObject("levels")
                    .getJsonObject("total").getJsonObject("connections").getInteger("now"));
        return connections;
    }

    private boolean isReady() {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + opsPort + "/health/ready")).timeout(Duration.ofSeconds(10));
        try {
            return send(request).statusCode() == 200;
        } catch (CompletionException notListening) {
            return false;
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        return client.sendAsync(request.build(), BodyHandlers.ofString()).join();
    }

    private Settings settings() {
        return SettingsLoader.load(new SettingsLoader.Sources(null, Map.of("TIDEMARK_REDIS_URL", servers.redisUrl(),
                "TIDEMARK_DATABASE_URL", servers.databaseUrl(), "TIDEMARK_BOOTSTRAP_KEY", bootstrap, "TIDEMARK_BIND", "127.0.0.1",
                "TIDEMARK_HTTP_PORT", String.valueOf(port), "TIDEMARK_OPS_PORT", String.valueOf(opsPort)), "serve", Map.of(), Map.of()))
                .settings();
    }

    private HttpRequest.Builder to(String path, String key) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(PATIENCE)
                .header("Authorization", "Bearer " + key).header("Content-Type", "application/json");
    }
}
