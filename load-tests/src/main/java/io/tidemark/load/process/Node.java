package io.tidemark.load.process;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One node of the product: its jar, started with `serve` on the run's stores.
public final class Node {

    /// The first key, worth every account.
    public static final String KEY = "load-tests-key-0123456789abcdef";

    private static final HttpClient CLIENT = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final Child child;
    private final int port;
    private final int opsPort;

    private Node(Child child, int port, int opsPort) {
        this.child = child;
        this.port = port;
        this.opsPort = opsPort;
    }

    /// Starts a node; [#awaitReady] waits for it. `settings` are variables without their prefix: `SHARDS` → `1`.
    static Node start(String name, Path directory, String jvm, Map<String, String> settings) {
        int port = Ports.free();
        int opsPort = Ports.free();
        Map<String, String> environment = new HashMap<>();
        environment.put("TIDEMARK_HTTP_PORT", Integer.toString(port));
        environment.put("TIDEMARK_OPS_PORT", Integer.toString(opsPort));
        environment.put("TIDEMARK_BIND", "127.0.0.1");
        environment.put("TIDEMARK_NODE", name);
        environment.put("TIDEMARK_BOOTSTRAP_KEY", KEY);
        settings.forEach((setting, value) -> environment.put("TIDEMARK_" + setting, value));
        var command = JavaCommand.of(jvm + " -Xlog:gc*,safepoint:file=" + directory.resolve("gc-" + name + ".log"),
                List.of("-jar", Product.jar().toString(), "serve"));
        return new Node(Child.start(name, command, environment, directory.resolve("node-" + name + ".log")), port, opsPort);
    }

    public Child child() {
        return child;
    }

    public int port() {
        return port;
    }

    public int opsPort() {
        return opsPort;
    }

    /// `ws://127.0.0.1:port`.
    public URI sockets() {
        return URI.create("ws://127.0.0.1:" + port);
    }

    /// Waits until it is ready, two minutes at most.
    public Node awaitReady() {
        long until = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!isReady()) {
            if (!child.isAlive()) throw child.ended();
            if (System.nanoTime() > until) throw new IllegalStateException(child.name() + " is not ready: see " + child.log());
            Pause.millis(20);
        }
        return this;
    }

    public boolean isReady() {
        try {
            return get("http://127.0.0.1:" + opsPort + "/health/ready").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /// What `GET` of a path of the public port answers; throws when that is no success.
    public JsonObject ask(String path) throws IOException {
        var answer = get("http://127.0.0.1:" + port + path);
        if (answer.statusCode() / 100 != 2) throw new IOException(path + ": " + answer.statusCode() + " " + answer.body());
        return new JsonObject(answer.body());
    }

    /// What `POST` of a JSON text answers.
    public HttpResponse<String> post(String path, String json) throws IOException {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /// A new key that is worth one account and all below it.
    public String newKey(String account) throws IOException {
        var answer = post("/v1/keys", "{\"account\":\"" + account + "\",\"scopes\":[\"ingest\",\"read\"],\"name\":\"load\"}");
        if (answer.statusCode() / 100 != 2) throw new IOException("no key: " + answer.statusCode() + " " + answer.body());
        return new JsonObject(answer.body()).getString("key");
    }

    /// The sum of a metric over its labels, as `/metrics` shows it; 0 when it is not there. `labels` may be a part of them: `code="ended"`.
    public double metric(String name, String labels) throws IOException {
        double sum = 0;
        for (String line : get("http://127.0.0.1:" + opsPort + "/metrics").body().split("\n"))
            if (line.startsWith(name) && " {".indexOf(line.charAt(Math.min(name.length(), line.length() - 1))) >= 0
                    && line.contains(labels))
                sum += Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
        return sum;
    }

    public double metric(String name) throws IOException {
        return metric(name, "");
    }

    private static HttpResponse<String> get(String url) throws IOException {
        return send(HttpRequest.newBuilder(URI.create(url)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return CLIENT.send(request.header("Authorization", "Bearer " + KEY).timeout(Duration.ofSeconds(20)).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
