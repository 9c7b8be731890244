package io.tidemark.wallboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What the curve is drawn from, in the browser that draws it.
class HistoryScriptIT {

    private static final String SETUP = """
            const { History, align } = await import('/web/app/history.js');
            const M = 60000, T = 29000000 * M, history = new History();
            const model = level => ({ level: () => ({ now: level }) });
            const minute = (i, min, max, close) => ({ at: new Date(T + i * M).toISOString(), open: min, min, max, close, mean: (min + max) / 2 });
            """;

    private static Browser browser;
    private static LiveServer server;
    private static Page page;

    @BeforeAll
    static void start() throws Exception {
        server = LiveServer.start(false);
        browser = Browser.launch();
        page = browser.page(800, 600, ColorScheme.DARK);
        page.navigate(server.url("/"));
    }

    @AfterAll
    static void stop() throws Exception {
        browser.close();
        server.close();
    }

    @Test
    void extremesWithinAMinuteAreKept() {
        assertThat(rows("history.learn('connections', { total: { points: [minute(0, 2, 90, 5)], unknown: [] } }); "
                + "history.see(model(5), T + M + 1000); history.see(model(77), T + M + 1100); history.see(model(6), T + M + 1200);", 2))
                .extracting(row -> row.get("max")).containsExactly(90, 77);
    }

    @Test
    void aMinuteThatNobodyKnowsIsAHole() {
        assertThat(rows("history.learn('connections', { total: { points: [minute(0, 2, 2, 2), minute(1, 2, 2, 2), minute(2, 2, 2, 2)], "
                + "unknown: [[new Date(T + M).toISOString(), new Date(T + 2 * M).toISOString()]] } });", 3))
                .extracting(row -> row.get("close")).containsExactly(2, null, 2);
    }

    @Test
    void aMissingMinuteIsAHole() {
        assertThat(rows("history.learn('connections', { total: { points: [minute(0, 2, 2, 2), minute(4, 3, 3, 3)], unknown: [] } });", 5))
                .extracting(row -> row.get("close")).containsExactly(2, null, 3);
    }

    @Test
    void aTimeWithoutFramesIsAHole() {
        assertThat(rows("history.see(model(5), T); history.see(model(6), T + 30000);", 1)).extracting(row -> row.get("close"))
                .containsExactly(5,
                        null, 6);
    }

    @Test
    void whatTheServerRemembersReplacesWhatWasSeen() {
        assertThat(rows("history.see(model(5), T + 1000); history.see(model(6), T + M + 1000); "
                + "history.learn('connections', { total: { points: [minute(0, 4, 9, 5)], unknown: [] } });", 2))
                .extracting(row -> row.get("max")).containsExactly(9, 6);
    }

    @Test
    void aMinuteThatWasSeenWholeKeepsItsCourseAndGetsItsExactExtremes() {
        assertThat(rows("for (let i = 0; i < 12; i++) history.see(model(i), T + i * 5000); "
                + "history.learn('connections', { total: { points: [minute(0, 0, 99, 11)], unknown: [] } });", 1)).hasSize(12)
                .allSatisfy(row -> assertThat(row).containsEntry("max", 99).containsEntry("min", 0)).extracting(row -> row.get("line"))
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> rows(String script, int minutes) {
        return (List<Map<String, Object>>) page
                .evaluate("async () => { " + SETUP + script + " return history.rows('total', 'connections', T + "
                        + minutes + " * M).map(({ min, max, close, line }) => ({ min, max, close, line })); }");
    }
}
