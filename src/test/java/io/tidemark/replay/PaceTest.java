package io.tidemark.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PaceTest {

    @Test
    void aSignalIsDueAsLongAfterTheFirstAsItWasRecordedDividedByTheSpeed() {
        var pace = new Pace(10);
        assertThat(pace.waitNanos(5_000L, 100)).isZero();
        assertThat(pace.waitNanos(6_000L, 100)).isEqualTo(100_000_000);
        assertThat(pace.waitNanos(6_000L, 60_000_100)).isEqualTo(40_000_000);
        assertThat(pace.waitNanos(6_000L, 900_000_000)).isZero();
    }

    @Test
    void whatGoesBackOrTellsNoTimeIsDueAtOnce() {
        var pace = new Pace(1);
        assertThat(pace.waitNanos(5_000L, 0)).isZero();
        assertThat(pace.waitNanos(4_000L, 0)).isZero();
        assertThat(pace.waitNanos(null, 0)).isZero();
    }

    @Test
    void anotherRecordingBeginsAtOnce() {
        var pace = new Pace(1);
        pace.waitNanos(5_000L, 0);
        pace.anew();
        assertThat(pace.waitNanos(900_000_000L, 7)).isZero();
    }

    @Test
    void speedsAreAboveZeroOrMax() {
        assertThat(Pace.parse("max")).isEqualTo(Pace.MAX);
        assertThat(Pace.parse("2.5")).isEqualTo(2.5);
        for (var bad : new String[]{"0", "-1", "fast", "NaN", "Infinity"})
            assertThatThrownBy(() -> Pace.parse(bad)).isInstanceOf(NumberFormatException.class);
    }
}
