package io.tidemark.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.presence.Cell;
import io.tidemark.presence.Metric;
import io.tidemark.presence.Section;
import io.tidemark.presence.Standing;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OperationsTest {

    private final Meters meters = Meters.open("1.2.3", "abc");
    private final ClusterFigures figures = new ClusterFigures();
    private Finding redis = new Finding.Fine();
    private Future<Finding> postgres = Future.succeededFuture(new Finding.Fine());
    private final Health health = new Health(List.of(new Check("redis", () -> Future.succeededFuture(redis)),
            new Check("postgres", () -> postgres)));
    private Vertx vertx;
    private Operations operations;

    @BeforeEach
    void start() throws Exception {
        health.open();
        meters.cluster().register(figures);
        vertx = meters.vertx(new VertxOptions());
        operations = new Operations(new HttpServerOptions().setPort(0).setHost("127.0.0.1"), health, meters);
        vertx.deployVerticle(operations).await(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void isAliveAndReady() throws Exception {
        assertThat(get("/health/live", "*/*").statusCode()).isEqualTo(200);
        var ready = get("/health/ready", "*/*");
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(new JsonObject(ready.body()).getString("status")).isEqualTo("ready");
    }

    @Test
    void aWarningDoesNotMakeItUnready() throws Exception {
        redis = new Finding.Warning("no append-only file");
        var ready = get("/health/ready", "*/*");
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.body()).contains("\"status\":\"warning\"", "no append-only file");
    }

    @Test
    void whatFailsIsNamed() throws Exception {
        postgres = Future.failedFuture(new IllegalStateException("postgresql://user:secret@host"));
        var ready = get("/health/ready", "*/*");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body()).contains("postgres", "failed").doesNotContain("secret");
    }

    @Test
    void aCheckThatDoesNotAnswerCountsAsFailed() throws Exception {
        postgres = Promise.<Finding>promise().future();
        var ready = get("/health/ready", "*/*");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body()).contains("no answer within 2 s");
    }

    @Test
    void aNodeThatStartsIsNotReady() throws Exception {
        var starting = new Operations(new HttpServerOptions().setPort(0).setHost("127.0.0.1"), new Health(List.of()), meters);
        vertx.deployVerticle(starting).await(10, TimeUnit.SECONDS);
        var ready = get(starting.port(), "/health/ready", "*/*");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body()).contains("accepting", "this node is starting");
    }

    @Test
    void aNodeThatStopsIsNotReady() throws Exception {
        health.drain();
        assertThat(get("/health/ready", "*/*").statusCode()).isEqualTo(503);
        assertThat(get("/health/live", "*/*").statusCode()).isEqualTo(200);
    }

    @Test
    void metricsComeInTheFormatAskedFor() throws Exception {
        var text = get("/metrics", "text/plain");
        assertThat(text.headers().firstValue("Content-Type")).hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
        assertThat(text.body()).contains("tidemark_build_info{", "version=\"1.2.3\"", "jvm_memory_used_bytes", "vertx_");
        var open = get("/metrics", "application/openmetrics-text; version=1.0.0");
        assertThat(open.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/openmetrics-text");
        assertThat(open.body()).endsWith("# EOF\n");
        assertThat(get("/metrics", "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited").headers()
                .firstValue("Content-Type").orElseThrow()).contains("protobuf");
    }

    @Test
    void mastersAreShownByKind() throws Exception {
        figures.show(new ClusterFigures.Figures(1_763_719_200_500L, 1, List.of(standing("acme"))));
        var lines = get("/metrics/cluster", "text/plain").body();
        assertThat(lines).contains("tidemark_accounts 1.0", "tidemark_snapshot_timestamp_seconds 1.7637192005E9",
                "tidemark_connections{account=\"acme\",kind=\"webinar\"} 4.0",
                "tidemark_connections_peak_today{account=\"acme\",section=\"total\"} 9.0",
                "tidemark_parallel_events{account=\"acme\",kind=\"call\"} 0.0")
                .doesNotContain("kind=\"total\"");
    }

    @Test
    void figuresAreRenewedAndOldOnesStayWhenTheyCannotBeRead() throws Exception {
        var answers = new ArrayDeque<>(List.of(Future.succeededFuture(new ClusterFigures.Figures(5000, 1, List.of(standing("acme"))))));
        vertx.deployVerticle(new ClusterRenewal(() -> answers.isEmpty() ? Future.failedFuture("away") : answers.poll(), figures)).await(10,
                TimeUnit.SECONDS);
        await().atMost(Duration.ofSeconds(10)).until(() -> get("/metrics/cluster", "text/plain").body().contains("account=\"acme\""));
        assertThat(get("/metrics/cluster", "text/plain").body()).contains("tidemark_snapshot_timestamp_seconds 5.0");
    }

    @Test
    void manyMastersAreOnlyCounted() throws Exception {
        figures.show(new ClusterFigures.Figures(1, 51, IntStream.range(0, 51).mapToObj(i -> standing("a" + i)).toList()));
        assertThat(get("/metrics/cluster", "text/plain").body()).contains("tidemark_accounts 51.0").doesNotContain("account=");
    }

    @Test
    void nothingElseIsServed() throws Exception {
        assertThat(get("/v1/levels", "*/*").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> get(String path, String accept) throws Exception {
        return get(operations.port(), path, accept);
    }

    private static HttpResponse<String> get(int port, String path, String accept) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).header("Accept", accept).build();
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private static Standing standing(String account) {
        int[] now = new int[Cell.COUNT];
        int[] peak = new int[Cell.COUNT];
        now[Cell.of(Section.WEBINAR, Metric.CONNECTIONS)] = 4;
        peak[Cell.of(Section.TOTAL, Metric.CONNECTIONS)] = 9;
        return new Standing(account, "UTC", 20_000, now, peak, new long[Cell.COUNT], 0, new int[Cell.COUNT], new long[Cell.COUNT], 0);
    }
}
