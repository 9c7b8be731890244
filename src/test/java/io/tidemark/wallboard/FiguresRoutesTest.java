package io.tidemark.wallboard;

import static io.tidemark.wallboard.ScriptedFigures.START;
import static io.tidemark.wallboard.ScriptedFigures.participants;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.presence.Cell;
import io.tidemark.presence.Metric;
import io.tidemark.presence.Scene;
import io.tidemark.presence.Section;
import io.tidemark.testing.Contract;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresRoutesTest {

    private static final Contract CONTRACT = Contract.read();
    private static LiveServer server;

    @BeforeAll
    static void start() throws Exception {
        server = LiveServer.start(false);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @BeforeEach
    void figures() {
        server.figures.away = false;
        var scene = new Scene("acme", List.of(new Scene.LiveEvent("e", "acme", "live", null, "o", START, 4, 0, 4)), Map.of(),
                List.of(new Scene.Source("sfu", START, true, false)));
        server.figures.keep("acme", START, participants("acme", 4, 9, START - 5000), scene);
    }

    @Test
    void levelsAreTheSnapshot() throws Exception {
        var answer = ask("/v1/levels", "good");
        assertThat(objections("/v1/levels", answer)).isEmpty();
        var body = new JsonObject(answer.body());
        assertThat(body.getString("type")).isEqualTo("snapshot");
        assertThat(body.getString("zone")).isEqualTo("Europe/Berlin");
        assertThat(body.getJsonObject("levels").getJsonObject("webinar").getJsonObject("participants").getInteger("now")).isEqualTo(4);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @Test
    void anAccountWithoutSignalsShowsZeros() throws Exception {
        var answer = ask("/v1/levels?account=other", "all");
        assertThat(objections("/v1/levels", answer)).isEmpty();
        assertThat(answer.body()).contains("\"account\":\"other\"").doesNotContain("\"now\":4");
    }

    @Test
    void levelsAsCsvSayTheirZone() throws Exception {
        var answer = ask("/v1/levels.csv", "good");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/csv; charset=utf-8");
        assertThat(answer.body()).startsWith("\uFEFFaccount,zone,as_of,section,metric,now,peak_today,peak_today_at,bound\r\n")
                .contains("acme,Europe/Berlin,2025-11-21T11:00:00.000+01:00,total,connections,4,9,2025-11-21T10:59:55.000+01:00,exact\r\n")
                .contains(",vod,events,0,0,,exact\r\n");
        assertThat(server.get("/v1/levels", "Authorization", "Bearer good", "Accept", "text/csv").body()).isEqualTo(answer.body());
    }

    @Test
    void theBoardOfAnAccountShowsIt() throws Exception {
        assertThat(server.get("/v1/levels?board=lobby").statusCode()).isEqualTo(200);
        assertThat(server.get("/v1/curve?board=lobby").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"/v1/levels,bad,401", "/v1/levels?account=other,good,403", "/v1/levels?account=nowhere,all,404", "/v1/levels,all,400",
            "/v1/curve,bad,401", "/v1/curve?section=party,good,400", "/v1/curve?metric=x,good,400", "/v1/curve?step=1h,good,400"})
    void whatIsRefusedIsAProblem(String path, String key, int status) throws Exception {
        var answer = ask(path, key);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(objections(path.replaceAll("\\?.*", ""), answer)).isEmpty();
    }

    @Test
    void figuresThatCannotBeReadAreUnavailable() throws Exception {
        server.figures.away = true;
        var answer = ask("/v1/levels", "good");
        assertThat(objections("/v1/levels", answer)).isEmpty();
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void theCurveIsTheLastHourWithWhatIsUnknown() throws Exception {
        var cells = new ArrayList<List<MinuteSource.Minute>>(Collections.nCopies(Cell.COUNT, List.of()));
        long last = START - 2 * Curve.MINUTE;
        cells.set(Cell.of(Section.TOTAL, Metric.SPEAKERS), List.of(new MinuteSource.Minute(last, 1, 1, 7, 3, 2.12345)));
        server.past = new MinuteSource.Past(cells, Collections.nCopies(Cell.COUNT, OptionalInt.empty()),
                List.of(new MinuteSource.Stretch(START - 600_000, START - 500_000)));
        server.figures.keep("other", START, participants("other", 4, 9, START), null);
        var answer = ask("/v1/curve?account=other&metric=speakers", "all");
        assertThat(objections("/v1/curve", answer)).isEmpty();
        var body = new JsonObject(answer.body());
        assertThat(body.getJsonArray("points")).hasSize(60);
        assertThat(body.getString("to")).isEqualTo("2025-11-21T09:59:00.000Z");
        assertThat(body.getJsonArray("points").getJsonObject(59).encode())
                .isEqualTo("{\"at\":\"2025-11-21T09:58:00.000Z\",\"open\":1,\"min\":1,\"max\":7,\"close\":3,\"mean\":2.123}");
        assertThat(body.getJsonArray("unknown").encode()).isEqualTo("[[\"2025-11-21T09:50:00.000Z\",\"2025-11-21T09:51:40.000Z\"]]");
    }

    private static HttpResponse<String> ask(String path, String key) throws Exception {
        return server.get(path, "Authorization", "Bearer " + key);
    }

    private static List<String> objections(String path, HttpResponse<String> answer) {
        return CONTRACT.objections("GET", path, answer.statusCode(), answer.headers().firstValue("Content-Type").orElse(""), answer.body());
    }
}
