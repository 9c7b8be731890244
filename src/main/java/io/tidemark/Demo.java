package io.tidemark;

import io.tidemark.demo.DemoPlatform;
import io.tidemark.settings.Secret;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The demo's platform and the links to look at it: made over HTTP like anybody's.
final class Demo {
    private static final long SEED = 1;
    private static final String MASTER = "acme";

    private final String url;
    private final String key;
    private final HttpClient client;

    private Demo(Node node, String url, String key) {
        this.client = node.vertx().createHttpClient();
        this.url = url;
        this.key = key;
    }

    /// Starts the platform; answers what to tell people.
    static List<String> open(Node node, String url, Opened opened) throws Exception {
        String key = node.settings().bootstrapKey().map(Secret::revealed).orElseThrow();
        var demo = new Demo(node, url, key);
        Opened.await(demo.forgetBoards(MASTER));
        String board = Opened.await(demo.board(MASTER));
        var platform = DemoPlatform.start(node.vertx(), URI.create(url.replaceFirst("^http", "ws")), key, SEED);
        opened.closeWith("demo platform", platform::close);
        return List.of("", "Look:   " + board, "Key:    " + key, "Send:   " + curl(url, key), "Ctrl-C ends it.");
    }

    private static String curl(String url, String key) {
        return "curl -s '" + url + "/v1/signals?account=" + MASTER + "' -H 'Authorization: Bearer " + key
                + "' -H 'Content-Type: application/json'"
                + " -d '[{\"type\":\"join\",\"session\":\"me-1\",\"event\":\"my-event\",\"kind\":\"meeting\",\"role\":\"speaker\"}]'";
    }

    /// The links of former starts: their tokens are not known any more.
    private Future<Void> forgetBoards(String account) {
        return ask(HttpMethod.GET, "/v1/boards?account=" + account, null).compose(answer -> {
            JsonArray boards = answer.getJsonArray("boards", new JsonArray());
            return Future.all(boards.stream().map(JsonObject.class::cast).filter(board -> "demo".equals(board.getString("name")))
                    .map(board -> ask(HttpMethod.DELETE, "/v1/boards/" + board.getString("id"), null)).toList()).mapEmpty();
        });
    }

    private Future<String> board(String account) {
        return ask(HttpMethod.POST, "/v1/boards", new JsonObject().put("account", account).put("name", "demo"))
                .map(made -> made.getString("url"));
    }

    private Future<JsonObject> ask(HttpMethod method, String path, @Nullable JsonObject body) {
        var request = new RequestOptions().setMethod(method).setAbsoluteURI(url + path).putHeader("Authorization", "Bearer " + key)
                .putHeader("Content-Type", "application/json");
        return client.request(request).compose(sending -> body == null ? sending.send() : sending.send(body.toBuffer()))
                .compose(HttpClientResponse::body).map(answer -> answer.length() == 0 ? new JsonObject() : answer.toJsonObject());
    }
}
