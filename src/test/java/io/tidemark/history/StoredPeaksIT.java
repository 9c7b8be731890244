package io.tidemark.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.log.EntryId;
import io.tidemark.log.Item;
import io.tidemark.shard.ShardOf;
import io.tidemark.testing.Database;
import io.tidemark.testing.Servers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StoredPeaksIT {

    private static final int SHARDS = 16;
    private static final long DAY = 20_000;

    @RegisterExtension
    static final Servers servers = new Servers();

    @Test
    void theMarksOfTheLastDaysAreGivenToTheirShardOnly() {
        try (var database = Database.open(servers.databaseUrl())) {
            var store = new FactStore(database.pool());
            store.store(IntStream.range(0, 1200).mapToObj(i -> mark("acme/a" + i, DAY, i)).toList()).await();
            store.store(IntStream.range(-5, 3).mapToObj(i -> mark("acme", DAY + i, i + 10)).toList()).await();
            store.store(List.of(mark("globex", DAY, 3))).await();
            var peaks = new StoredPeaks(database.pool(), () -> Instant.ofEpochSecond(DAY * 86_400 + 80_000), SHARDS);
            var known = peaks.peaks(ShardOf.master("acme", SHARDS)).await();
            assertThat(known).filteredOn(it -> it.account().startsWith("acme/a")).hasSize(1200);
            assertThat(known).filteredOn(it -> it.account().equals("acme")).extracting(Item.KnownPeaks::day)
                    .containsExactlyInAnyOrder(DAY - 2, DAY - 1, DAY, DAY + 1, DAY + 2);
            assertThat(known).noneMatch(it -> it.account().equals("globex"));
            assertThat(known).filteredOn(it -> it.account().equals("acme/a7")).singleElement().satisfies(it -> {
                assertThat(it.cells()).containsExactly(0, 5);
                assertThat(it.peaks()).containsExactly(7, 1);
                assertThat(it.instants()).containsExactly(1_728_000_000_123L, 1_728_000_000_456L);
            });
            assertThat(peaks.peaks(ShardOf.master("globex", SHARDS)).await()).extracting(Item.KnownPeaks::account).contains("globex");
        }
    }

    private static Fact mark(String account, long day, int peak) {
        var text = "{\"kind\":\"mark\",\"origin\":\"mark|" + account + "|" + day + "\",\"account\":\"" + account + "\",\"at\":1,\"day\":"
                + day
                + ",\"zone\":\"UTC\",\"cells\":[[0," + peak + ",1728000000123,0],[5,1,1728000000456,1]]}";
        return Fact.read(new FactStream.Entry(new EntryId(day, peak + 10), text.getBytes(StandardCharsets.UTF_8)));
    }
}
