package io.tidemark.shard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommonClockTest {

    private long nanos = 5_000_000_000L;
    private final CommonClock clock = new CommonClock(new CommonClock.LocalTime() {
        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public long wallMillis() {
            return 100_000;
        }
    });

    @Test
    void untilAnEntryIsSeenItIsTheClockOfTheMachine() {
        pass(250);
        assertThat(clock.millis()).isEqualTo(100_250);
    }

    @Test
    void anEntryCorrectsItNoMoreThanItDemands() {
        long sent = clock.nanos();
        pass(20);
        clock.seen(400_000, sent);
        assertThat(clock.millis()).isBetween(400_000L, 400_021L);
        long after = clock.millis();

        sent = clock.nanos();
        pass(20);
        clock.seen(after + 10, sent);
        assertThat(clock.millis()).isEqualTo(after + 20);
    }

    @Test
    void aClockThatRanAheadIsCalledBack() {
        long sent = clock.nanos();
        pass(10);
        clock.seen(50_000, sent);
        assertThat(clock.millis()).isBetween(50_000L, 50_011L);
    }

    private void pass(long millis) {
        nanos += millis * 1_000_000;
    }
}
