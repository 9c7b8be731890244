package io.tidemark.wallboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketRoute;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WallPageIT {

    private static final String CONNECTIONS = "[data-metric=connections] .value";

    private static Browser browser;
    private static LiveServer server;
    private Page page;
    private Wall wall;

    @BeforeAll
    static void start() throws Exception {
        server = LiveServer.start(true);
        browser = Browser.launch();
    }

    @AfterAll
    static void stop() throws Exception {
        browser.close();
        server.close();
    }

    @BeforeEach
    void open() {
        page = browser.page(1920, 1080, ColorScheme.DARK);
    }

    @AfterEach
    void noErrors() {
        if (wall != null)
            assertThat(wall.errors).isEmpty();
        page.context().close();
    }

    @Test
    void showsWhatIsLiveAndTodaysPeaksInTheAccountsZone() {
        wall = Wall.open(server, page, "/b/lobby", Wall.snapshot(0));
        wall.awaitRung("live");
        wall.awaitText(CONNECTIONS, "1,229");
        var tile = page.locator("[data-metric=connections]");
        assertThat(tile.locator(".value")).hasText("1,229");
        assertThat(tile.locator(".peak")).hasText("peak today 1,498 at 10:31:07");
        assertThat(page.locator("[data-metric=speakers] .peak")).hasText("peak today ≥ 60 at 10:31:07");
        assertThat(page.locator("#zone")).hasText("Europe/Berlin");
        assertThat(page.locator("#state")).hasText("Live");
        assertThat(page.locator("#demo")).isVisible();
        assertThat(page.locator("#kinds tr[data-kind=webinar] td").first()).hasText("12");
        assertThat(page.locator("#kinds tr[data-kind=vod] td").last()).hasText("–");
        assertThat(page.locator("#largest li").first()).containsText("Town hall");
        assertThat(page.locator("#sources li.silent")).containsText("silent 3 min");
        assertThat(page.locator("#sources li.lapsed")).containsText("lapsed");
        assertThat(page).hasTitle("1,229 live · acme");
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("1,229 connections, 41 speakers");
    }

    @Test
    void aChangeMovesItsFigureAndLeavesTheOthers() {
        wall = Wall.open(server, page, "/b/lobby", Wall.snapshot(0));
        wall.awaitText(CONNECTIONS, "1,229");
        wall.send(Wall.change(new JsonObject().put("total", new JsonObject().put("connections", Wall.level(12_345, 12_345, "exact")))));
        wall.awaitText(CONNECTIONS, "12,345");
        assertThat(page.locator("[data-metric=participants] .value")).hasText("12");
    }

    @ParameterizedTest
    @CsvSource({"0,live,Live", "9,late,Updated (9|10) s ago", "30,stale,Updated 3. s ago", "75,dead,No data since 10:58:45"})
    void figuresSayHowOldTheyAreByTheServersClock(long age, String rung, String words) {
        wall = Wall.open(server, page, "/b/lobby", Wall.snapshot(age));
        wall.awaitRung(rung);
        assertThat(page.locator("#state")).hasText(Pattern.compile(words));
        assertThat(page.locator("#banner")).isVisible(new IsVisibleOptions().setVisible(age > 15));
        if (age > 15)
            assertThat(page.locator("#banner")).containsText("its figures stand still");
        if (age > 60)
            assertThat(page.locator("#banner")).containsText("NO DATA since 10:58:45 (Europe/Berlin)");
        wall.shoot("ladder-" + rung);
    }

    @Test
    void aWallThatHearsNothingMoreNeverLooksAlive() {
        wall = Wall.open(server, page, "/b/lobby", Wall.snapshot(0));
        wall.awaitRung("live");
        wall.pass(9_000);
        wall.awaitRung("late");
        assertThat(page.locator("#state")).containsText("Updated");
        page.routeWebSocket(url -> url.contains("/v1/live"), WebSocketRoute::close);
        wall.pass(20_000);
        wall.awaitRung("stale");
        assertThat(page.locator("#banner")).containsText("The connection to the server is lost.");
        wall.pass(60_000);
        wall.awaitRung("dead");
        assertThat(page.locator("#banner")).containsText("NO DATA since 11:00:00 (Europe/Berlin)");
        assertThat(page.title()).startsWith("⚠");
        assertThat(String.valueOf(page.evaluate("getComputedStyle(document.querySelector('.tile .value')).textDecorationLine")))
                .contains("line-through");
    }

    @Test
    void comesBackByItselfWithAWholePicture() {
        wall = Wall.open(server, page, "/b/lobby", Wall.snapshot(0));
        wall.awaitText(CONNECTIONS, "1,229");
        wall.send(Wall.change(new JsonObject().put("total", new JsonObject().put("connections", Wall.level(7, 9, "exact")))));
        wall.awaitText(CONNECTIONS, "7");
        wall.sockets.getLast().close(new WebSocketRoute.CloseOptions().setCode(1012));
        wall.awaitText(CONNECTIONS, "1,229");
        assertThat(wall.sockets).hasSize(2);
        wall.awaitRung("live");
    }

    @Test
    void aRevokedBoardSaysSo() {
        wall = Wall.open(server, page, "/b/lobby", Wall.snapshot(0));
        wall.awaitRung("live");
        wall.sockets.getLast().close(new WebSocketRoute.CloseOptions().setCode(4401));
        wall.awaitRung("dead");
        assertThat(page.locator("#banner")).containsText("no longer valid");
    }

    @Test
    void aBoardThatNeverWasSaysSo() {
        wall = null;
        page.navigate(server.url("/b/nonsense"));
        assertThat(page.locator("#banner")).containsText("not valid, or has been revoked");
        assertThat(page.locator("body")).hasAttribute("data-rung", "dead");
    }

    @Test
    void hostileNamesAreTextAndHideNothing() {
        var evil = Wall.snapshot(0).put("events", new JsonArray().add(Wall.event("<img src=x onerror=alert(1)>", 9))
                .add(Wall.event("invoice\u202Efdp.exe", 8)).add(Wall.event("a\u0000b\u200Bc\n", 7)))
                .put("sources", new JsonArray().add(Wall.source("<script>alert(2)</script>\u2066", 1, "live")));
        page.onDialog(dialog -> {
            throw new AssertionError("a script of a stranger ran");
        });
        wall = Wall.open(server, page, "/b/lobby", evil);
        wall.awaitText(CONNECTIONS, "1,229");
        assertThat(page.locator("#largest li").nth(0)).containsText("<img src=x onerror=alert(1)>");
        assertThat(page.locator("#largest li").nth(1)).containsText("invoice⟨U+202E⟩fdp.exe");
        assertThat(page.locator("#largest li").nth(2)).containsText("a⟨U+0000⟩b⟨U+200B⟩c⟨U+000A⟩");
        assertThat(page.locator("#sources li").first()).containsText("<script>alert(2)</script>⟨U+2066⟩");
        assertThat(page.locator("#wall img, #wall script")).hasCount(0);
    }

    @Test
    void anAccountWithoutSignalsIsToldWhatToSend() {
        var empty = Wall.snapshot(0).put("events", new JsonArray()).put("sources", new JsonArray());
        var none = new JsonObject().put("now", 0).put("today", new JsonObject().put("peak", 0).put("bound", "exact"));
        empty.getJsonObject("levels").forEach(section -> ((JsonObject) section.getValue()).fieldNames()
                .forEach(metric -> ((JsonObject) section.getValue()).put(metric, none)));
        wall = Wall.open(server, page, "/b/lobby", empty);
        wall.awaitText(CONNECTIONS, "0");
        assertThat(page.locator("#empty")).isVisible();
        assertThat(page.locator("#empty-curl")).containsText("curl '" + server.url("/v1/signals?account=acme"));
        assertThat(page.locator("#trend")).isHidden();
        wall.shoot("empty");
    }

    @Test
    void aPausedWallStandsStillAndSaysSo() {
        wall = Wall.open(server, page, "/b/lobby", Wall.snapshot(0));
        wall.awaitText(CONNECTIONS, "1,229");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Pause")).click();
        wall.awaitRung("paused");
        wall.send(Wall.change(new JsonObject().put("total", new JsonObject().put("connections", Wall.level(5, 9, "exact")))));
        assertThat(page.locator("#state")).containsText("Paused at");
        wall.pass(2000);
        assertThat(page.locator(CONNECTIONS)).hasText("1,229");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Go on")).click();
        wall.awaitText(CONNECTIONS, "5");
    }

    @ParameterizedTest
    @CsvSource({"1920,1080,DARK,television", "1366,768,LIGHT,laptop", "390,844,LIGHT,phone", "3840,2160,DARK,large"})
    void fitsTheScreenAndPassesTheAccessibilityRules(int width, int height, ColorScheme scheme, String name) {
        page.context().close();
        page = browser.page(width, height, scheme);
        boolean isTelevision = name.equals("television");
        wall = Wall.open(server, page, isTelevision ? "/b/lobby?tv=1" : "/b/lobby", Wall.snapshot(0));
        wall.awaitText(CONNECTIONS, "1,229");
        assertThat(page.locator("#pause")).isVisible(new IsVisibleOptions().setVisible(!isTelevision));
        assertThat(page.locator("#trend canvas")).isVisible();
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth - innerWidth")).isLessThanOrEqualTo(0);
        if (width > 1000)
            assertThat((Integer) page.evaluate("document.documentElement.scrollHeight - innerHeight")).isLessThanOrEqualTo(0);
        if (isTelevision)
            assertThat((Boolean) page.evaluate("parseFloat(getComputedStyle(document.querySelector('.tile .value')).fontSize) >= 80"))
                    .isTrue();
        wall.shoot(name);
        assertThat(wall.barriers()).isEmpty();
    }

    @Test
    void staleAndDeadWallsPassTheAccessibilityRulesToo() {
        for (var age : Map.of("stale", 30, "dead", 90).entrySet()) {
            page.context().close();
            page = browser.page(1920, 1080, ColorScheme.LIGHT);
            wall = Wall.open(server, page, "/b/lobby", Wall.snapshot(age.getValue()));
            wall.awaitRung(age.getKey());
            assertThat(wall.barriers()).isEmpty();
        }
    }
}
