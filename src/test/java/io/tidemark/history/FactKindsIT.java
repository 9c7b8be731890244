package io.tidemark.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.ingest.decode.Message;
import io.tidemark.ingest.decode.MessageDecoder;
import io.tidemark.ingest.decode.Reading;
import io.tidemark.log.Entry;
import io.tidemark.log.EntryId;
import io.tidemark.log.Item;
import io.tidemark.log.Origin;
import io.tidemark.log.Scope;
import io.tidemark.presence.Metric;
import io.tidemark.presence.Section;
import io.tidemark.presence.Shard;
import io.tidemark.shard.ShardOf;
import io.tidemark.testing.Database;
import io.tidemark.testing.Servers;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What the counting core says, through its own words to the database and back.
class FactKindsIT {

    private static final long START = Instant.parse("2026-11-21T10:00:00Z").toEpochMilli();
    private static final String STORY = """
            [{"type":"event","event":"e","state":"planned","kind":"webinar","plannedStart":"2026-11-21T10:00:00Z","expectedSpeakers":2},
             {"type":"event","event":"e","state":"started","kind":"webinar","title":"\\ud83d\\ude00 \\"b\\\\\\"","owner":"u"},
             {"type":"join","session":"s1","event":"e","kind":"webinar","role":"speaker","user":"u","account":"acme/emea","country":"DE"},
             {"type":"join","session":"s2","event":"e","kind":"webinar","role":"participant","device":"tv"},
             {"type":"join","session":"s3","event":"e","kind":"webinar","role":"participant"},
             {"type":"leave","session":"s2","reason":"went"},
             {"type":"leave","session":"s1"},
             {"type":"refused","event":"e","kind":"webinar","role":"speaker"},
             {"type":"usage","meter":"uploaded.bytes","quantity":12.5},
             {"type":"gauge","gauge":"storage.bytes","value":7},
             {"type":"content","content":"c","title":"C","status":"available"},
             {"type":"login","user":"u","login":"l","device":"tv"},
             {"type":"user","user":"u","status":"active","attributes":{"a":"b"}},
             {"type":"join","session":"s2","event":"e","kind":"webinar","role":"speaker","at":%d}]
            """.formatted(START - 3_600_000);

    @RegisterExtension
    static final Servers servers = new Servers();

    private final Shard shard = Shard.empty("Europe/Berlin");
    private final List<FactStream.Entry> said = new ArrayList<>();

    @Test
    void everyKindIsStoredAndTheMarksComeBackAsTheyWere() {
        var plain = (Message.Plain) new MessageDecoder().decode(STORY.getBytes(UTF_8), STORY.getBytes(UTF_8).length, Reading.at(START));
        assertThat(plain.batch().rejections()).isEmpty();
        apply(START, new Item.Plain(new Origin(1, 1), 1, new Scope("acme", "acme"), false, plain.batch().signals()));
        for (int second = 1; second < 70; second++)
            apply(START + second * 1000L, new Item.Tick());
        apply(START + 100_000, new Item.Tick());
        try (var database = Database.open(servers.databaseUrl())) {
            var store = new FactStore(database.pool());
            store.store(said.stream().map(Fact::read).toList()).await();
            assertThat(database.run("SELECT DISTINCT kind FROM fact")).extracting(row -> row.getString(0)).containsExactlyInAnyOrder(
                    "account",
                    "stretch", "event", "minute", "mark", "silence", "late", "plan", "refused", "usage", "gauge", "content", "login",
                    "user");
            assertThat(database.run("SELECT path FROM account WHERE first_signal = $1 ORDER BY path", at(START)))
                    .extracting(row -> row.getString(0)).containsExactly("acme", "acme/emea");
            var known = new StoredPeaks(database.pool(), () -> Instant.ofEpochMilli(START), 16).peaks(ShardOf.master("acme", 16)).await();
            var again = Shard.empty("Europe/Berlin");
            var items = new ArrayList<Item>(known);
            again.apply(new Entry(new EntryId(START + 300_000, 0), items));
            for (var account : List.of("acme", "acme/emea")) {
                var before = shard.standing(account);
                var after = again.standing(account);
                assertThat(after.peak()).isEqualTo(before.peak());
                assertThat(after.peakAt()).isEqualTo(before.peakAt());
            }
            assertThat(again.standing("acme").peak(Section.WEBINAR, Metric.PARTICIPANTS)).isEqualTo(2);
        }
    }

    private static OffsetDateTime at(long millis) {
        return Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
    }

    private void apply(long time, Item item) {
        shard.apply(new Entry(new EntryId(time, 0), List.of(item)));
        shard.changes().facts().forEach(fact -> said.add(new FactStream.Entry(new EntryId(time, said.size()), fact)));
    }
}
