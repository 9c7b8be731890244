package io.tidemark.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.log.EntryId;
import io.tidemark.testing.Database;
import io.tidemark.testing.Servers;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FactReaderIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    @RegisterExtension
    static final Servers servers = new Servers();

    static Database database;
    Facts facts;

    @BeforeAll
    static void open() {
        database = Database.open(servers.databaseUrl());
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void begin() {
        database.run("TRUNCATE fact, fact_rejected, account_zone, account CASCADE");
        facts = new Facts(servers.redisUrl(), database);
    }

    @AfterEach
    void end() {
        facts.close();
    }

    @Test
    void factsGoFromTheStreamToTheDatabase() {
        facts.say(0, IntStream.range(0, 5000).mapToObj(i -> Facts.fact("acme/emea", "u|" + i, ",\"n\":" + i)).toList());
        facts.say(1, Facts.fact("globex", "u|0", ""));
        facts.read(_ -> true);
        await().atMost(SOON).until(() -> facts.waiting(0) + facts.waiting(1) == 0);
        assertThat(facts.count("fact WHERE master = 'acme' AND account = 'acme/emea' AND body ->> 'n' = substr(origin, 3)"))
                .isEqualTo(5000);
        assertThat(facts.count("fact WHERE at = '2025-11-21T10:00:00.123Z'")).isEqualTo(5001);
        assertThat(facts.meters.counter("tidemark.facts", "outcome", "stored").count()).isEqualTo(5001);
    }

    @Test
    void aLaterVersionOfAnOriginTakesThePlaceOfTheEarlier() {
        facts.read(_ -> true);
        facts.say(0, Facts.fact("acme", "s|1", ",\"v\":1"));
        await().atMost(SOON).until(() -> facts.waiting(0) == 0);
        facts.say(0,
                List.of(Facts.fact("acme", "s|1", ",\"v\":2"), Facts.fact("acme", "s|1", ",\"v\":3"), Facts.fact("globex", "s|1", "")));
        await().atMost(SOON).until(() -> facts.waiting(0) == 0);
        assertThat(facts.count("fact WHERE master = 'acme' AND body ->> 'v' = '3'")).isEqualTo(1);
        assertThat(facts.count("fact")).isEqualTo(2);
    }

    @Test
    void aBelatedOlderVersionChangesNothing() {
        var store = new FactStore(database.pool());
        store.store(List.of(fact(8, 0, Facts.fact("acme", "s|1", ",\"v\":2")))).await();
        store.store(List.of(fact(7, 9, Facts.fact("acme", "s|1", ",\"v\":1")))).await();
        assertThat(facts.count("fact WHERE body ->> 'v' = '2'")).isEqualTo(1);
    }

    @Test
    void aMarkOnlyRises() {
        var store = new FactStore(database.pool());
        store.store(List.of(fact(8, 0, mark("[[0,7,100,0],[1,5,50,1],[3,4,9,0]]")))).await();
        store.store(List.of(fact(9, 0, mark("[[0,3,200,1],[1,6,60,0],[2,1,70,0],[3,4,8,0]]")))).await();
        assertThat(database.run("SELECT body -> 'cells' AS cells FROM fact").getFirst().getJsonArray("cells").encode())
                .isEqualTo("[[0,7,100,1],[1,6,60,1],[2,1,70,0],[3,4,8,0]]");
    }

    @Test
    void whatCannotBeStoredIsKeptApartAndItsNeighboursAreNot() {
        var all = new ArrayList<>(IntStream.range(0, 700).mapToObj(i -> Facts.fact("acme", "u|" + i, "")).toList());
        all.add(13, Facts.fact("acme", "big|1", ",\"n\":1e999999"));
        all.add(333, "no JSON");
        all.add(500, Facts.fact("acme", "long|" + incompressible(), ""));
        all.add(501, "{\"kind\":\"usage\",\"account\":\"acme\",\"at\":1}");
        facts.say(0, all);
        facts.read(_ -> true);
        await().atMost(SOON).until(() -> facts.waiting(0) == 0);
        assertThat(facts.count("fact")).isEqualTo(700);
        assertThat(facts.count("fact_rejected WHERE shard = 0")).isEqualTo(4);
        assertThat(facts.count("fact_rejected WHERE convert_from(body, 'UTF8') LIKE '%\"big|1\"%' AND reason LIKE '22003%'")).isEqualTo(1);
        assertThat(facts.meters.counter("tidemark.facts", "outcome", "rejected").count()).isEqualTo(4);
    }

    @Test
    void whatWasStoredButNotDeletedComesAgainAndChangesNothing() {
        var failures = new AtomicInteger(2);
        facts.say(0, IntStream.range(0, 10).mapToObj(i -> Facts.fact("acme", "u|" + i, "")).toList());
        facts.read(_ -> true, new FactStream() {
            @Override
            public Future<List<Entry>> head(int shard, int most) {
                return facts.stream.head(shard, most);
            }

            @Override
            public Future<Void> delete(int shard, List<EntryId> entries) {
                return failures.getAndDecrement() > 0 ? Future.failedFuture("cut off") : facts.stream.delete(shard, entries);
            }

            @Override
            public Future<Long> length(int shard) {
                return facts.stream.length(shard);
            }
        });
        await().atMost(SOON).until(() -> facts.waiting(0) == 0);
        assertThat(facts.count("fact")).isEqualTo(10);
        assertThat(facts.meters.counter("tidemark.facts.failures").count()).isEqualTo(2);
    }

    @Test
    void onlyTheOwnerReads() {
        facts.say(0, Facts.fact("acme", "u|0", ""));
        facts.say(1, Facts.fact("globex", "u|1", ""));
        facts.read(shard -> shard == 1);
        await().atMost(SOON).until(() -> facts.waiting(1) == 0);
        assertThat(facts.waiting(0)).isEqualTo(1);
        assertThat(facts.count("fact WHERE master = 'acme'")).isZero();
    }

    @Test
    void accountsThatSignalsNamedComeIntoBeing() {
        facts.read(_ -> true);
        facts.say(0, List.of(birth("born", 1000, "Asia/Tokyo", ""), birth("born/sub", 1000, "Asia/Tokyo", ""),
                birth("born/sub", 2000, "Asia/Tokyo", ",\"firstSignal\":2000")));
        await().atMost(SOON).until(() -> facts.waiting(0) == 0);
        assertThat(facts.count("account WHERE path LIKE 'born%' AND first_seen = 'epoch'::timestamptz + interval '1 second'")).isEqualTo(2);
        assertThat(facts.count("account WHERE path = 'born/sub' AND first_signal = 'epoch'::timestamptz + interval '2 seconds'"))
                .isEqualTo(1);
        facts.say(0, birth("born/sub", 9000, "Europe/Berlin", ",\"firstSignal\":9000"));
        await().atMost(SOON).until(() -> facts.waiting(0) == 0);
        assertThat(facts.count("account WHERE path = 'born/sub' AND first_signal = 'epoch'::timestamptz + interval '2 seconds'"))
                .isEqualTo(1);
        assertThat(facts.count("account_zone WHERE path = 'born/sub' AND zone = 'Asia/Tokyo'")).isEqualTo(1);
        assertThat(facts.count("account_zone WHERE path = 'born/sub'")).isEqualTo(1);
    }

    private static Fact fact(long millis, long number, String text) {
        return Fact.read(new FactStream.Entry(new EntryId(millis, number), text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String mark(String cells) {
        return "{\"kind\":\"mark\",\"origin\":\"mark|acme|20000\",\"account\":\"acme\",\"at\":1,\"day\":20000,\"cells\":" + cells + "}";
    }

    private static String birth(String account, long at, String zone, String more) {
        return "{\"kind\":\"account\",\"origin\":\"account|" + account + "\",\"account\":\"" + account + "\",\"at\":" + at + ",\"zone\":\""
                + zone
                + "\"" + more + "}";
    }

    /// Too long for an index, also when it is packed.
    private static String incompressible() {
        var random = new Random(7);
        return random.ints(9000, 'a', 'z' + 1).collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
