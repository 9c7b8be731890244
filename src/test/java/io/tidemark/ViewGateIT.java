package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tidemark.access.AccessRoutes;
import io.tidemark.access.Accounts;
import io.tidemark.access.BoardRing;
import io.tidemark.access.BootstrapKey;
import io.tidemark.access.KeyRing;
import io.tidemark.log.EntryId;
import io.tidemark.shard.Levels;
import io.tidemark.signal.Account;
import io.tidemark.testing.Database;
import io.tidemark.testing.Servers;
import io.tidemark.wallboard.Gate.Claim;
import io.tidemark.wallboard.Gate.Verdict;
import io.tidemark.wallboard.Gate.Verdict.Admitted;
import io.tidemark.wallboard.Gate.Verdict.Refused;
import io.tidemark.web.Envelope;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Who may look at what: every kind of key and board × every account.
class ViewGateIT {

    private static final String BOOTSTRAP = "the-key-of-the-test-settings";
    private static final List<String> KNOWN = List.of("acme", "acme/emea", "globex");
    private static final List<String> ASKED = List.of("acme", "acme/emea", "acme/emea/nobody", "acme/emeaX", "acmeX", "globex",
            "nobody", "*", "", "acme/", "/globex", "acme/../globex", "GLOBEX", "acme\u0000");

    @RegisterExtension
    static final Servers servers = new Servers();

    static Database database;
    static KeyRing keys;
    static BoardRing boards;
    static ViewGate gate;
    static HttpServer administration;

    @BeforeAll
    static void open() throws Exception {
        database = Database.open(servers.databaseUrl());
        keys = KeyRing.open(database.vertx(), database.pool(), new SimpleMeterRegistry()).await();
        boards = BoardRing.open(database.vertx(), database.pool(), new SimpleMeterRegistry()).await();
        BootstrapKey.prepare(database.pool(), BOOTSTRAP).await();
        var accounts = new Accounts(database.pool(), Clock.systemUTC(), "UTC");
        gate = new ViewGate(keys, boards, accounts, new NothingCounted(), "UTC");
        var router = Envelope.router(database.vertx());
        new AccessRoutes(database.pool(), keys, boards, accounts, _ -> Future.succeededFuture(Map.of()), _ -> Future.succeededFuture(),
                Clock.systemUTC(), "http://localhost").mount(router);
        administration = database.vertx().createHttpServer().requestHandler(router).listen(0, "127.0.0.1").await();
        for (String account : KNOWN)
            administer("PUT", "/v1/accounts?account=" + account, new JsonObject().put("zone", "Europe/Berlin"));
    }

    @AfterAll
    static void close() {
        keys.close();
        boards.close();
        database.close();
    }

    @Test
    void aKeyShowsWhatItReachesAndNothingElse() throws Exception {
        for (String reach : List.of("*", "acme", "acme/emea", "globex"))
            for (String scopes : List.of("read", "ingest", "admin", "ingest,admin", "ingest,read", "ingest,read,admin")) {
                String key = key(reach, scopes.split(",")).getString("key");
                assertSoftly(softly -> ASKED.forEach(account -> softly.assertThat(status(new Claim(key, null, account)))
                        .as("%s %s looks at %s", reach, scopes, account).isEqualTo(expected(reach, scopes, account))));
            }
    }

    @Test
    void aKeyShowsItsOwnAccountWhenNoneIsNamed() throws Exception {
        assertThat(judge(new Claim(key("acme/emea", "read").getString("key"), null, null)))
                .isEqualTo(new Admitted("acme/emea", "Europe/Berlin"));
        assertThat(status(new Claim(BOOTSTRAP, null, null))).isEqualTo(400);
    }

    @Test
    void nobodyLearnsWhetherAnAccountOfAnotherExists() throws Exception {
        String key = key("acme/emea", "read").getString("key");
        var refusal = judge(new Claim(key, null, "globex"));
        for (String account : List.of("nobody", "acme", "acme/emeaX"))
            assertThat(judge(new Claim(key, null, account))).isEqualTo(refusal);
        String token = token(board("acme/emea"));
        var closed = judge(new Claim(null, token, "globex"));
        for (String account : List.of("nobody", "acme", "acme/emeaX"))
            assertThat(judge(new Claim(null, token, account))).isEqualTo(closed);
    }

    @Test
    void aBoardShowsItsOneAccountWhateverKeyComesWithIt() throws Exception {
        String token = token(board("acme"));
        for (String key : Arrays.asList(null, "wrong", BOOTSTRAP)) {
            assertThat(judge(new Claim(key, token, null))).isEqualTo(new Admitted("acme", "Europe/Berlin"));
            for (String account : ASKED)
                assertThat(status(new Claim(key, token, account))).as(account).isEqualTo(account.equals("acme") ? 200 : 403);
        }
    }

    @Test
    void onlyAKeyIsAKeyAndOnlyABoardIsABoard() throws Exception {
        String key = key("acme", "read").getString("key");
        String token = token(board("acme"));
        assertThat(status(new Claim(token, null, "acme"))).isEqualTo(401);
        assertThat(status(new Claim(null, key, "acme"))).isEqualTo(401);
        for (String wrong : List.of("", "wrong", "\u0000", key + "x", token + "x")) {
            assertThat(status(new Claim(wrong, null, "acme"))).isEqualTo(401);
            assertThat(status(new Claim(null, wrong, "acme"))).isEqualTo(401);
        }
        assertThat(status(new Claim(null, null, "acme"))).isEqualTo(401);
    }

    @Test
    void whatIsRevokedShowsNothingAnyMore() throws Exception {
        var key = key("acme", "read");
        var board = board("acme");
        var byKey = new Claim(key.getString("key"), null, "acme");
        var byBoard = new Claim(null, token(board), "acme");
        assertThat(List.of(status(byKey), status(byBoard))).containsExactly(200, 200);
        administer("DELETE", "/v1/keys/" + key.getString("id"), new JsonObject());
        administer("DELETE", "/v1/boards/" + board.getString("id"), new JsonObject());
        assertThat(List.of(status(byKey), status(byBoard))).containsExactly(401, 401);
    }

    private static int expected(String reach, String scopes, String account) {
        if (!scopes.contains("read")) return 403;
        if (!Account.isPath(account)) return 400;
        if (!Account.reaches(reach, account)) return 403;
        return KNOWN.contains(account) ? 200 : 404;
    }

    private static int status(Claim claim) {
        return switch (judge(claim)) {
            case Admitted _ -> 200;
            case Refused(var problem) -> problem.status();
        };
    }

    private static Verdict judge(Claim claim) {
        return gate.judge(claim).await();
    }

    private static JsonObject key(String account, String... scopes) throws Exception {
        return administer("POST", "/v1/keys", new JsonObject().put("account", account).put("scopes", List.of(scopes)));
    }

    private static JsonObject board(String account) throws Exception {
        return administer("POST", "/v1/boards", new JsonObject().put("account", account).put("name", "lobby"));
    }

    private static String token(JsonObject board) {
        return board.getString("url").replaceFirst(".*/b/", "");
    }

    private static JsonObject administer(String method, String path, JsonObject body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + administration.actualPort() + path))
                .header("Authorization", "Bearer " + BOOTSTRAP).header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body.encode())).build();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).isBetween(200, 204);
            return answer.body().isEmpty() ? new JsonObject() : new JsonObject(answer.body());
        }
    }

    /// The log has heard of nobody yet: accounts are known to PostgreSQL alone.
    private record NothingCounted() implements Levels {
        @Override
        public Future<View> read(String account) {
            return Future.succeededFuture(new View(account, EntryId.ZERO, null, null));
        }

        @Override
        public Future<List<View>> read(String master, List<String> accounts) {
            return Future.succeededFuture(accounts.stream().map(account -> new View(account, EntryId.ZERO, null, null)).toList());
        }
    }
}
