package io.tidemark.wallboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {

    private static final Path WEB = Path.of("src/main/resources/web");
    private static final Path DOCS = Path.of("src/main/resources/docs");
    private static LiveServer server;

    @BeforeAll
    static void start() throws Exception {
        server = LiveServer.start(false);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/b/token", "/docs", "/docs/definitions", "/web/app/main.js"})
    void everyPageForbidsWhatItDoesNotNeed(String path) throws Exception {
        var page = server.get(path);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy")).hasValueSatisfying(
                policy -> assertThat(policy).startsWith("default-src 'none'").doesNotContain("unsafe").contains("frame-ancestors 'none'"));
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
    }

    @Test
    void nothingStandsInlineAndNothingComesFromElsewhere() throws Exception {
        var page = server.get("/").body();
        assertThat(page).doesNotContain("style=", "onclick", "javascript:").doesNotContainPattern("<script(?![^>]*src=)")
                .doesNotContainPattern("(src|href)=\"(https?:)?//");
    }

    @Test
    void filesAreSentOnceAndCompressed() throws Exception {
        var first = server.get("/web/vendor/uPlot.esm.js", "Accept-Encoding", "gzip");
        assertThat(first.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(first.headers().firstValue("Content-Type")).hasValue("text/javascript; charset=utf-8");
        var tag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(server.get("/web/vendor/uPlot.esm.js", "If-None-Match", tag).statusCode()).isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/web/../logback.xml", "/web/%2e%2e/io/tidemark/build.properties", "/web/app/", "/web/none.js",
            "/web/app/main.class",
            "/docs/none", "/docs/..%2findex", "/docs/Index"})
    void onlyTheProgramsOwnPagesAreServed(String path) throws Exception {
        assertThat(server.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void vendoredFilesAreWhatTheyWereAndNothingElseIsVendored() throws Exception {
        var vendored = new JsonArray(Files.readString(WEB.resolve("vendor/VENDOR.json")));
        var named = new TreeSet<String>();
        for (Object entry : vendored) {
            var library = (JsonObject) entry;
            assertThat(library.getString("licence")).isNotBlank();
            for (var file : library.getJsonObject("sha256")) {
                named.add(file.getKey());
                assertThat(sha256(WEB.resolve("vendor").resolve(file.getKey()))).as(file.getKey()).isEqualTo(file.getValue());
            }
        }
        try (var files = Files.list(WEB.resolve("vendor"))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> !name.equals("VENDOR.json")))
                    .containsExactlyInAnyOrderElementsOf(named);
        }
    }

    @Test
    void theIndexNamesEveryPageOfTheDocumentation() throws Exception {
        var index = server.get("/docs").body();
        try (var files = Files.list(DOCS)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".md") && !path.endsWith("index.md")).toList()) {
                var name = file.getFileName().toString().replace(".md", "");
                assertThat(index).contains("href=\"/docs/" + name + "\">" + Files.readAllLines(file).getFirst().substring(2) + "</a>");
            }
        }
    }

    @Test
    void linksBetweenPagesOfTheDocumentationLeadSomewhere() throws Exception {
        try (var files = Files.list(DOCS)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".md")).toList()) {
                var links = Pattern.compile("\\(/docs/([a-z0-9-]+)").matcher(Files.readString(file));
                while (links.find())
                    assertThat(DOCS.resolve(links.group(1) + ".md")).exists();
            }
        }
    }

    @Test
    void documentationIsRenderedWithoutRawMarkup() {
        var html = Documentation.html("# A <b>title</b>\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1))\n\n| a |\n|---|\n| b |\n");
        assertThat(html).contains("<table>", "id=\"a-title\"", "&lt;script&gt;").doesNotContain("<script>", "javascript:alert");
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(file)));
    }

    private static byte[] bytes(Path file) throws IOException {
        return Files.readAllBytes(file);
    }
}
