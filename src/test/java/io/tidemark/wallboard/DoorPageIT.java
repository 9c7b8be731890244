package io.tidemark.wallboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.tidemark.wallboard.ScriptedFigures.participants;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DoorPageIT {

    private static Browser browser;
    private static LiveServer server;
    private Page page;

    @BeforeAll
    static void start() throws Exception {
        server = LiveServer.start(false);
        browser = Browser.launch();
        long now = System.currentTimeMillis();
        server.figures.keep("acme", now, participants("acme", 4, 9, now), null);
        server.figures.keep("other", now, participants("other", 5, 6, now), null);
    }

    @AfterAll
    static void stop() throws Exception {
        browser.close();
        server.close();
    }

    @BeforeEach
    void open() {
        page = browser.page(1280, 800, ColorScheme.DARK);
    }

    @AfterEach
    void close() {
        page.context().close();
    }

    @Test
    void aKeyOpensItsAccountAndStaysInTheTabOnly() {
        var asked = new ArrayList<String>();
        page.onRequest(request -> asked.add(request.url()));
        page.onWebSocket(socket -> asked.add(socket.url()));
        page.navigate(server.url("/"));
        knock("good");
        assertThat(page.locator("[data-metric=connections] .value")).hasText("4");
        assertThat(page.locator("#demo")).isHidden();
        assertThat(asked).noneMatch(url -> url.contains("good"));
        assertThat(page.evaluate("localStorage.length")).isEqualTo(0);
        assertThat(page.context().cookies()).isEmpty();
        page.reload();
        assertThat(page.locator("[data-metric=connections] .value")).hasText("4");
        page.locator("#leave").click();
        assertThat(page.locator("#key")).isVisible();
        assertThat(page.evaluate("sessionStorage.length")).isEqualTo(0);
    }

    @Test
    void aKeyToEverythingIsAskedForAnAccount() {
        page.navigate(server.url("/"));
        knock("all");
        page.locator("#account").fill("nowhere");
        page.keyboard().press("Enter");
        assertThat(page.locator("#door-problem")).hasText("no such account");
        page.locator("#account").fill("other");
        page.keyboard().press("Enter");
        assertThat(page.locator("[data-metric=connections] .value")).hasText("5");
        assertThat(page.locator("#name")).containsText("other");
    }

    @Test
    void aWrongKeyIsSaidToBeWrong() {
        page.navigate(server.url("/"));
        knock("bad");
        assertThat(page.locator("#door-problem")).containsText("not known");
        assertThat(page.locator("#key")).isFocused();
    }

    @Test
    void doorAndDocumentationPassTheAccessibilityRules() {
        for (String path : new String[]{"/", "/docs", "/docs/definitions", "/docs/wallboard", "/docs/operations"}) {
            page.navigate(server.url(path));
            assertThat(page.locator("main").first()).isVisible();
            assertThat(new AxeBuilder(page).analyze().getViolations()).as(path).isEmpty();
        }
    }

    private void knock(String key) {
        page.locator("#key").fill(key);
        page.keyboard().press("Enter");
    }
}
