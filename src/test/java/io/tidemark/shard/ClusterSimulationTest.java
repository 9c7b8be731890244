package io.tidemark.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Seeded histories of a cluster on a virtual clock. `-Dtidemark.clusters=2000` tells more of them, `-Dtidemark.cluster=SEED` one.
class ClusterSimulationTest {

    private static final int FEW = 60;
    private static final int ENOUGH_TO_SEE_A_FAULT = 1_500;
    private static final int TELLING = 200;

    @Test
    void afterAnyMisfortuneEverythingBecomesRight() {
        long only = Long.getLong("tidemark.cluster", -1);
        int count = Integer.getInteger("tidemark.clusters", FEW);
        var seeds = only >= 0 ? LongStream.of(only) : LongStream.range(0, count);
        assertThat(seeds.mapToObj(seed -> story(seed, Set.of())).filter(told -> !told.isEmpty())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsLeftOutIsNoticed(Broken broken) {
        assertThat(LongStream.range(TELLING, ENOUGH_TO_SEE_A_FAULT).mapToObj(seed -> story(seed, EnumSet.of(broken)))
                .filter(told -> !told.isEmpty()).findFirst()).isPresent();
    }

    private static String story(long seed, Set<Broken> broken) {
        String wrong = new ClusterHistory(seed, broken).run();
        return wrong.isEmpty() ? "" : "seed " + seed + ": " + wrong;
    }
}
