package io.tidemark.wallboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.wallboard.Curve.Point;
import io.tidemark.wallboard.MinuteSource.Minute;
import java.util.List;
import org.junit.jupiter.api.Test;

class CurveTest {

    private static final long M = Curve.MINUTE;

    @Test
    void whereNothingMovedTheLevelIsWhatItIsNow() {
        assertThat(Curve.of(List.of(), 0, 2 * M, 5)).containsExactly(new Point(0, 5, 5, 5, 5, 5), new Point(M, 5, 5, 5, 5, 5));
    }

    @Test
    void levelsAreCarriedBackToTheFirstAndOnFromTheLast() {
        var moved = List.of(new Minute(M, 2, 1, 9, 4, 3.5), new Minute(3 * M, 4, 4, 6, 6, 5));
        assertThat(Curve.of(moved, 0, 5 * M, 7)).containsExactly(new Point(0, 2, 2, 2, 2, 2), new Point(M, 2, 1, 9, 4, 3.5),
                new Point(2 * M, 4, 4, 4, 4, 4), new Point(3 * M, 4, 4, 6, 6, 5), new Point(4 * M, 6, 6, 6, 6, 6));
    }

    @Test
    void onlyWholeMinutesAreThere() {
        assertThat(Curve.of(List.of(), 0, 2 * M - 1, 5)).hasSize(1);
    }
}
