package io.tidemark.wallboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.ColorScheme;
import io.tidemark.testing.Program;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program as a newcomer runs it, a browser at its wallboard, and signals over HTTP.
class WholeWallIT {

    private static final Pattern KEY = Pattern.compile("(?<=keep it\\): )\\S+");
    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path directory;

    @Test
    void aJoinIsSeenOnTheWallAndARevokedLinkGoesDark() throws Exception {
        int port = freePort();
        int opsPort = freePort();
        var server = "http://127.0.0.1:" + port;
        try (var program = Program.start("serve", "--bind", "127.0.0.1", "--http-port", String.valueOf(port), "--ops-port",
                String.valueOf(opsPort),
                "--data-dir", directory.toString()); var browser = Browser.launch()) {
            program.awaitLine("keep it): ");
            var key = program.find(KEY);
            var board = new JsonObject(send("POST", server + "/v1/boards", key, "{\"account\":\"acme\",\"name\":\"lobby\"}").body());
            var page = browser.page(1920, 1080, ColorScheme.DARK);
            page.navigate(server + URI.create(board.getString("url")).getPath());
            assertThat(page.locator("#empty-curl")).containsText("curl '" + server + "/v1/signals?account=acme'");

            send("POST", server + "/v1/signals?account=acme", key,
                    "[{\"type\":\"join\",\"session\":\"s\",\"event\":\"e\",\"kind\":\"webinar\",\"role\":\"participant\",\"title\":\"Hello\"}]");
            assertThat(page.locator("[data-metric=participants] .value")).hasText("1");
            assertThat(page.locator("#kinds tr[data-kind=webinar] td").first()).hasText("1");
            assertThat(page.locator("#largest li").first()).containsText("Hello");

            send("POST", server + "/v1/signals?account=acme", key, "[{\"type\":\"leave\",\"session\":\"s\"}]");
            assertThat(page.locator("[data-metric=connections] .value")).hasText("0");
            assertThat(page.locator("[data-metric=connections] .peak")).containsText("peak today 1 at ");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> send("GET", "http://127.0.0.1:" + opsPort + "/metrics/cluster", key, "").body()
                            .contains("tidemark_connections_peak_today{account=\"acme\",section=\"total\"} 1.0"));

            var documented = Files.readString(Path.of("src/main/resources/docs/operations.md"));
            assertThat(Pattern.compile("(?m)^# TYPE (tidemark_\\w+)")
                    .matcher(send("GET", "http://127.0.0.1:" + opsPort + "/metrics", key, "").body())
                    .results().map(found -> found.group(1))).isNotEmpty().allMatch(documented::contains, "is in operations.md");

            assertThat(send("DELETE", server + "/v1/boards/" + board.getString("id"), key, "").statusCode()).isLessThan(300);
            assertThat(page.locator("#banner")).containsText("no longer valid", new ContainsTextOptions().setTimeout(15_000));
        }
    }

    private HttpResponse<String> send(String method, String url, String key, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url)).method(method, BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json").build();
        return client.send(request, BodyHandlers.ofString());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
