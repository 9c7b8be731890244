package io.tidemark.wallboard;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Clock;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketRoute;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// The page at a board link, with a scripted socket behind it and a clock that only the test moves: however slow the machine, nothing
/// grows old by itself.
final class Wall {

    private static final int STEP_MILLIS = 20;
    private static final int PATIENCE_SECONDS = 60;

    static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    final Page page;
    final List<String> errors = new ArrayList<>();
    final List<WebSocketRoute> sockets = new ArrayList<>();

    /// Opens it; each socket that the page opens is answered with `first`.
    static Wall open(LiveServer server, Page page, String path, JsonObject first) {
        var wall = new Wall(page);
        page.routeWebSocket(url -> url.contains("/v1/live"), socket -> {
            wall.sockets.add(socket);
            if (first != null)
                socket.send(first.encode());
        });
        // the clock runs until it is paused, which a busy machine does later, and never at a time that has passed
        page.clock().install(new Clock.InstallOptions().setTime(NOW.minusSeconds(3_600).toEpochMilli()));
        page.clock().pauseAt(NOW.plusMillis(1).toEpochMilli());
        page.navigate(server.url(path));
        return wall;
    }

    private Wall(Page page) {
        this.page = page;
        page.onPageError(errors::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().contains("status of 40"))
                errors.add(message.text());
        });
    }

    void send(JsonObject frame) {
        sockets.getLast().send(frame.encode());
    }

    /// Lets time pass for the page.
    void pass(long millis) {
        page.clock().runFor(millis);
    }

    /// What is wrong for people who cannot see or point. The rules need a clock that runs.
    List<Rule> barriers() {
        page.clock().resume();
        return new AxeBuilder(page).analyze().getViolations();
    }

    /// Waits until the page has come to this, while next to no time passes for it.
    void until(String what, BooleanSupplier reached) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() > deadline)
                throw new AssertionError("never came to " + what + ":\n" + page.locator("body").innerText());
            pass(STEP_MILLIS);
            page.waitForTimeout(STEP_MILLIS);
        }
    }

    void awaitText(String selector, String text) {
        until(selector + " " + text, () -> text.equals(page.locator(selector).first().textContent()));
    }

    void awaitRung(String rung) {
        until(rung, () -> rung.equals(page.locator("body").getAttribute("data-rung")));
    }

    void shoot(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/screenshots", name + ".png")));
    }

    /// A snapshot of a busy account, `age` seconds old.
    static JsonObject snapshot(long age) {
        var levels = new JsonObject();
        int i = 0;
        for (String section : List.of("total", "meeting", "webinar", "call", "live", "vod")) {
            var metrics = new JsonObject();
            for (String metric : List.of("connections", "speakers", "participants", "events"))
                metrics.put(metric, level(12 + 1217 * (i++ == 0 ? 1 : 0), 1498, "exact"));
            levels.put(section, metrics);
        }
        levels.getJsonObject("total").put("speakers", level(41, 60, "atLeast"));
        return new JsonObject().put("type", "snapshot").put("account", "acme").put("asOf", NOW.minusSeconds(age).toString())
                .put("now", NOW.toString()).put("revision", 1).put("zone", "Europe/Berlin").put("day", "2026-11-21").put("levels", levels)
                .put("events", new JsonArray().add(event("Town hall", 900)).add(event("Planning", 41))).put("alerts", new JsonArray())
                .put("sources",
                        new JsonArray().add(source("sfu-1", 2, "live")).add(source("bbb", 200, "live")).add(source("old", 90, "lapsed")));
    }

    static JsonObject level(int now, int peak, String bound) {
        return new JsonObject().put("now", now).put("today",
                new JsonObject().put("peak", peak).put("at", "2026-11-21T09:31:07.114Z").put("bound", bound));
    }

    static JsonObject event(String title, int connections) {
        return new JsonObject().put("event", "e-" + connections).put("account", "acme").put("kind", "webinar").put("title", title)
                .put("start", NOW.toString()).put("connections", connections).put("speakers", 1).put("participants", connections - 1);
    }

    static JsonObject source(String name, long silence, String state) {
        return new JsonObject().put("name", name).put("lastHeard", NOW.minusSeconds(silence).toString()).put("state", state);
    }

    static JsonObject change(JsonObject levels) {
        return new JsonObject().put("type", "change").put("asOf", NOW.plusSeconds(1).toString()).put("now", NOW.plusSeconds(1).toString())
                .put("revision", 2).put("levels", levels);
    }
}
