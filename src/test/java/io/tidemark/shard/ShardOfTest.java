package io.tidemark.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShardOfTest {

    @Test
    void aMasterStaysWhereItWasFirst() {
        assertThat(ShardOf.master("acme", 16)).isEqualTo(15);
        assertThat(ShardOf.account("acme/emea/paris", 16)).isEqualTo(15);
        assertThat(ShardOf.master("beta", 16)).isEqualTo(4);
    }

    @Test
    void mastersSpreadEvenly() {
        var counts = new int[16];
        IntStream.range(0, 16_000).forEach(i -> counts[ShardOf.master("customer-" + i, 16)]++);
        assertThat(counts).satisfies(all -> assertThat(IntStream.of(all)).allMatch(count -> count > 850 && count < 1_150));
    }
}
