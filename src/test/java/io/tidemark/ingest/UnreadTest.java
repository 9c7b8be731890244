package io.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class UnreadTest {

    private final Unread unread = new Unread(Duration.ofNanos(500));

    @Test
    void aLongPauseCountsOnceAndOnlyFromThenOn() {
        unread.begin(1_000);
        assertThat(unread.takeLong(1_500)).isFalse();
        assertThat(unread.takeLong(1_501)).isTrue();
        assertThat(unread.takeLong(2_001)).isFalse();
        assertThat(unread.takeLong(2_002)).isTrue();
        unread.end(2_502);
        assertThat(unread.takeLong(9_999)).isFalse();
    }

    @Test
    void pausesOfOneSecondAreAddedUp() {
        unread.begin(0);
        unread.end(300);
        assertThat(unread.takeLong(300)).isFalse();
        unread.begin(400);
        assertThat(unread.takeLong(600)).isFalse();
        assertThat(unread.takeLong(601)).isTrue();
    }

    @Test
    void shortPausesOfSeveralSecondsAreNot() {
        for (int second = 0; second < 10; second++) {
            unread.begin(second * 1_000);
            unread.end(second * 1_000 + 400);
            assertThat(unread.takeLong(second * 1_000 + 999)).isFalse();
            unread.nextSecond();
        }
    }

    @Test
    void aPauseThatReachesIntoTheNextSecondCountsFromItsBeginning() {
        unread.begin(700);
        assertThat(unread.takeLong(1_000)).isFalse();
        unread.nextSecond();
        unread.end(1_201);
        assertThat(unread.takeLong(1_201)).isTrue();
    }
}
