package io.tidemark.wallboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.presence.Cell;
import io.tidemark.presence.Metric;
import io.tidemark.presence.Section;
import io.tidemark.signal.Account;
import io.tidemark.testing.Database;
import io.tidemark.testing.Servers;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FactMinutesIT {

    @RegisterExtension
    static final Servers servers = new Servers();

    private static final long M = Curve.MINUTE;
    private static final long T = 29_395_320 * M;
    private static final int SPEAKERS = Cell.of(Section.TOTAL, Metric.SPEAKERS);
    private static Database database;

    @BeforeAll
    static void open() {
        database = Database.open(servers.databaseUrl());
        minute("acme", T - M, 1, 1, 1, 1, 60_000);
        minute("acme", T + M, 4, 2, 9, 3, 150_000);
        minute("acme", T, 1, 1, 4, 4, 120_000);
        minute("acme", T + 2 * M, 3, 3, 5, 5, 240_000);
        minute("acme/emea", T, 7, 7, 8, 8, 450_000);
        minute("acmebis", T, 70, 70, 80, 80, 4_500_000);
        silence("acme", "", T - 10 * M, T - 5 * M);
        silence("acme", "", T - 30_000, T + 30_000);
        silence("acme", "acme|sfu", T + M, T + M + 5000);
        silence("acmebis", "", T, T + 5000);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void theMinutesOfAnAccountComeInOrderAndNobodyElses() {
        var past = new FactMinutes(database.pool()).read("acme", T, T + 2 * M).await();
        assertThat(past.cells().get(SPEAKERS)).containsExactly(new MinuteSource.Minute(T, 1, 1, 4, 4, 2),
                new MinuteSource.Minute(T + M, 4, 2, 9, 3, 2.5));
        assertThat(past.cells().get(Cell.of(Section.CALL, Metric.EVENTS))).isEmpty();
    }

    @Test
    void whereNoMinuteMovedTheLevelBeforeIsKnown() {
        var minutes = new FactMinutes(database.pool());
        assertThat(minutes.read("acme", T + 10 * M, T + 12 * M).await().before().get(SPEAKERS)).hasValue(5);
        assertThat(minutes.read("acme", T, T + M).await().before().get(SPEAKERS)).hasValue(1);
        assertThat(minutes.read("acme", T, T + M).await().before().get(Cell.of(Section.CALL, Metric.EVENTS))).hasValue(0);
        assertThat(minutes.read("acme/emea", T - 5 * M, T - M).await().before().get(SPEAKERS)).hasValue(0);
    }

    @Test
    void whatHasNotMovedForLongMayHaveBeenAnywhere() {
        for (int i = 0; i < 121; i++)
            minute("still", T + i * M, 1, 1, 2, 2, 60_000);
        var past = new FactMinutes(database.pool()).read("still", T + 200 * M, T + 201 * M).await();
        assertThat(past.before().get(SPEAKERS)).hasValue(2);
        assertThat(past.before().get(Cell.of(Section.CALL, Metric.EVENTS))).isEmpty();
    }

    @Test
    void silencesThatReachIntoTheTimeAreUnknown() {
        assertThat(new FactMinutes(database.pool()).read("acme/emea", T, T + 2 * M).await().unknown())
                .containsExactly(new MinuteSource.Stretch(T - 30_000, T + 30_000), new MinuteSource.Stretch(T + M, T + M + 5000));
    }

    private static void minute(String account, long at, int open, int min, int max, int close, long area) {
        fact(account, "minute", "minute|" + account + '|' + at / M, at, new JsonObject().put("account", account).put("at", at).put("cells",
                new JsonArray().add(new JsonArray().add(SPEAKERS).add(open).add(min).add(max).add(close)
                        .add(area).add(0))));
    }

    private static void silence(String master, String producer, long from, long to) {
        fact(master, "silence", "silence|" + master + '|' + producer + '|' + from, from,
                new JsonObject().put("account", master).put("from", from).put("to", to));
    }

    private static void fact(String account, String kind, String origin, long at, JsonObject body) {
        database.run(
                "INSERT INTO fact (master, origin, kind, account, at, body, entry_millis, entry_number) VALUES ($1,$2,$3,$4,$5,$6,1,1)",
                Account.master(account), origin, kind, account, Instant.ofEpochMilli(at).atOffset(ZoneOffset.UTC),
                body.put("kind", kind).put("origin", origin));
    }
}
