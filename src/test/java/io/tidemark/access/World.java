package io.tidemark.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tidemark.log.Item;
import io.tidemark.testing.Contract;
import io.tidemark.testing.Database;
import io.tidemark.web.Envelope;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/// The administration, served from a real database; every answer is held against the contract as it comes.
final class World implements AutoCloseable {
    static final String PUBLIC_URL = "https://tidemark.example";
    static final String BOOTSTRAP = "the-key-of-the-test-settings";

    /// An answer.
    record Reply(int status, String body) {
        /// Equal replies differ in their request ids only.
        Reply {
            body = body.replaceFirst("\"requestId\":\"[^\"]*\"", "\"requestId\":\"\"");
        }

        JsonObject json() {
            return new JsonObject(body);
        }
    }

    final Database database;
    final KeyRing keys;
    final BoardRing boards;
    final Accounts accounts;
    final List<Item.Settings> told = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Contract contract = Contract.read();

    World(String databaseUrl) {
        database = Database.open(databaseUrl);
        var meters = new SimpleMeterRegistry();
        keys = KeyRing.open(database.vertx(), database.pool(), meters).await();
        boards = BoardRing.open(database.vertx(), database.pool(), meters).await();
        accounts = new Accounts(database.pool(), Clock.systemUTC(), "UTC");
        BootstrapKey.prepare(database.pool(), BOOTSTRAP).await();
        var router = Envelope.router(database.vertx());
        new AccessRoutes(database.pool(), keys, boards, accounts, World::figures, settings -> {
            told.add(settings);
            return Future.succeededFuture();
        }, Clock.systemUTC(), PUBLIC_URL).mount(router);
        server = database.vertx().createHttpServer().requestHandler(router).listen(0, "127.0.0.1").await();
    }

    /// Asks as the contract has it: `template` is its path, `rest` what follows (an id, a query).
    Reply ask(String key, String method, String template, String rest, JsonObject body) {
        String path = template.replace("/{id}", "/") + rest;
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path));
        if (key != null) request.header("Authorization", "Bearer " + key);
        request.method(method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body.encode()));
        try {
            var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            String type = response.headers().firstValue("Content-Type").orElse("");
            assertThat(contract.objections(method, template, response.statusCode(), type, response.body())).isEmpty();
            return new Reply(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Reply get(String key, String template, String query) {
        return ask(key, "GET", template, query, null);
    }

    Reply post(String key, String template, JsonObject body) {
        return ask(key, "POST", template, "", body);
    }

    Reply delete(String key, String template, String id) {
        return ask(key, "DELETE", template, id, null);
    }

    Reply putAccount(String key, String account, JsonObject body) {
        return ask(key, "PUT", "/v1/accounts", "?account=" + account, body);
    }

    /// A new key, made by the bootstrap key.
    JsonObject key(String account, String... scopes) {
        var reply = post(BOOTSTRAP, "/v1/keys", new JsonObject().put("account", account).put("scopes", List.of(scopes)));
        assertThat(reply.status()).isEqualTo(201);
        return reply.json();
    }

    @Override
    public void close() {
        server.close().await();
        keys.close();
        boards.close();
        database.close();
    }

    private static Future<Map<String, JsonObject>> figures(List<String> accounts) {
        return Future.succeededFuture(accounts.stream().filter(account -> !account.endsWith("quiet"))
                .collect(Collectors.toMap(account -> account, account -> new JsonObject().put("of", account))));
    }
}
