package io.tidemark.faults;

import io.tidemark.Tidemark;
import io.tidemark.testing.PostgresProcess;
import io.tidemark.testing.Scratch;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/// Two nodes of the program as processes, on stores that the test may break.
final class Installation implements AutoCloseable {
    static final String KEY = "faults-key-0123456789abcdef";

    /// The same for all starts: an installation does not change its zone, and an hour may end between two of them.
    private static final String ZONE = zoneWhereItIsNoon();

    private final String redisUrl;
    private final String databaseUrl;
    private final List<NodeProcess> nodes = new ArrayList<>();
    private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    /// One node's process and where it listens.
    static final class NodeProcess {
        final int port = Scratch.freePort();
        final int opsPort = Scratch.freePort();
        final Path log;
        private final String name;
        private final List<String> options;
        private final Class<?> program;
        private @Nullable Process process;

        NodeProcess(String name, Class<?> program, List<String> options) {
            this.name = name;
            this.program = program;
            this.options = options;
            this.log = Scratch.directory("node-" + name).resolve("log");
            Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
        }

        URI address() {
            return URI.create("ws://127.0.0.1:" + port);
        }

        /// `kill -9`.
        void kill() {
            if (process == null) return;
            process.destroyForcibly();
            process.onExit().join();
        }

        boolean isAlive() {
            return process != null && process.isAlive();
        }

        int exitCode() {
            return process == null ? -1 : process.exitValue();
        }

        /// SIGTERM, and waits for the end.
        void stop() {
            if (process == null) return;
            process.destroy();
            process.onExit().orTimeout(60, TimeUnit.SECONDS).join();
        }

        long pid() {
            if (process == null) throw new IllegalStateException("never started");
            return process.pid();
        }

        void signal(String signal) {
            if (process != null) Scratch.signal(signal, process.pid());
        }
    }

    Installation(String redisUrl, PostgresProcess postgres) {
        this(redisUrl, postgres.url());
    }

    Installation(String redisUrl, String databaseUrl) {
        this.redisUrl = redisUrl;
        this.databaseUrl = databaseUrl;
    }

    /// Starts a node; the options are its JVM's, and win over ours.
    NodeProcess startNode(String name, String... options) throws IOException {
        var node = node(name, options);
        startAgain(node);
        return node;
    }

    /// A node that is `program` instead.
    NodeProcess startNode(String name, Class<?> program) {
        var node = new NodeProcess(name, program, List.of());
        nodes.add(node);
        try {
            startAgain(node);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return node;
    }

    /// A node that has its address, and does not run yet.
    NodeProcess node(String name, String... options) {
        var node = new NodeProcess(name, Tidemark.class, List.of(options));
        nodes.add(node);
        return node;
    }

    void startAgain(NodeProcess node) throws IOException {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
                "-XX:+ExitOnOutOfMemoryError", "-Dlogback.configurationFile=logback.xml", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(node.options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), node.program.getName(), "serve"));
        var builder = new ProcessBuilder(command);
        builder.environment().putAll(Map.of("TIDEMARK_REDIS_URL", redisUrl, "TIDEMARK_DATABASE_URL", databaseUrl, "TIDEMARK_HTTP_PORT",
                Integer.toString(node.port), "TIDEMARK_OPS_PORT", Integer.toString(node.opsPort), "TIDEMARK_BIND", "127.0.0.1",
                "TIDEMARK_NODE",
                node.name, "TIDEMARK_SHARDS", "4", "TIDEMARK_BOOTSTRAP_KEY", KEY, "TIDEMARK_ZONE", ZONE));
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(node.log.toFile()));
        node.process = builder.start();
    }

    /// No midnight comes between the beginning of a test and its end.
    private static String zoneWhereItIsNoon() {
        int behind = Instant.now().atZone(ZoneOffset.UTC).getHour() - 12;
        return "Etc/GMT" + (behind >= 0 ? "+" : "") + behind;
    }

    /// What a node shows of an account, the whole answer; empty when it gives none now.
    String levels(NodeProcess node, String account) {
        return get("http://127.0.0.1:" + node.port + "/v1/levels?account=" + account);
    }

    /// How many connections it shows live, −1 when it answers nothing.
    int level(NodeProcess node, String account) {
        String answer = levels(node, account);
        return answer.isEmpty()
                ? -1
                : new JsonObject(answer).getJsonObject("levels").getJsonObject("total").getJsonObject("connections")
                        .getInteger("now");
    }

    /// Sends one signal by HTTP; answers the status.
    int post(NodeProcess node, String account, JsonObject signal) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.port + "/v1/signals?account=" + account))
                .header("Authorization", "Bearer " + KEY).header("Content-Type", "application/json").timeout(Duration.ofSeconds(60))
                .POST(HttpRequest.BodyPublishers.ofString("[" + signal.encode() + "]")).build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.discarding()).join().statusCode();
    }

    void awaitReady(NodeProcess node) {
        Awaitility.await("ready: " + node.log).atMost(Duration.ofSeconds(240)).until(() -> isReady(node));
    }

    /// Whether it can do its work, and knows the key, which at the very first start comes last.
    boolean isReady(NodeProcess node) {
        return !get("http://127.0.0.1:" + node.opsPort + "/health/ready").isEmpty()
                && !get("http://127.0.0.1:" + node.port + "/v1/rejections").isEmpty();
    }

    private String get(String url) {
        try {
            var request = HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + KEY).timeout(Duration.ofSeconds(4))
                    .build();
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? answer.body() : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    @Override
    public void close() {
        for (NodeProcess node : nodes)
            node.kill();
        client.close();
    }
}
