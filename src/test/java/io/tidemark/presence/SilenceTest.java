package io.tidemark.presence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.log.Entry;
import io.tidemark.log.EntryId;
import io.tidemark.log.Item;
import io.tidemark.log.Numbered;
import io.tidemark.log.Origin;
import io.tidemark.log.Scope;
import io.tidemark.signal.About;
import io.tidemark.signal.Facts;
import io.tidemark.signal.Kind;
import io.tidemark.signal.Role;
import io.tidemark.signal.Signal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SilenceTest {
    private static final long START = 1_780_000_000_000L;

    private final Shard shard = Shard.empty("UTC");

    @Test
    void aStretchWithoutEntriesIsUnknownEvenWhereNobodyWasLive() {
        at(0, new Signal.Join(null, START, "s", "e", Kind.MEETING, Role.SPEAKER, null, Facts.NONE, About.NONE, 0, null));
        at(1_000, new Signal.Leave(null, START + 1_000, "s", null));
        shard.changes();
        at(61_000);
        assertThat(silences()).singleElement().asString().contains("\"from\":" + (START + 1_000)).contains("\"to\":" + (START + 61_000));
    }

    @Test
    void secondsThatPassInTheLogAreNoSilence() {
        at(0, new Signal.Join(null, START, "s", "e", Kind.MEETING, Role.SPEAKER, null, Facts.NONE, About.NONE, 0, null));
        for (int millis = 1_000; millis <= 60_000; millis += 3_000)
            at(millis);
        assertThat(silences()).isEmpty();
    }

    private List<String> silences() {
        return shard.changes().facts().stream().map(fact -> new String(fact, UTF_8))
                .filter(fact -> fact.startsWith("{\"kind\":\"silence\"")).toList();
    }

    private void at(long millis, Signal... signals) {
        var numbered = Arrays.stream(signals).map(signal -> new Numbered(0, signal)).toList();
        Item item = new Item.Plain(new Origin(1, 1), millis, new Scope("*", "acme"), false, numbered);
        shard.apply(new Entry(new EntryId(START + millis, 0), List.of(item)));
    }
}
