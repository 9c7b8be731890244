package io.tidemark.ingest;

import static io.tidemark.ingest.SignsOfLife.Due.NOTHING;
import static io.tidemark.ingest.SignsOfLife.Due.SOCKET;
import static io.tidemark.ingest.SignsOfLife.Due.STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignsOfLifeTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long AGAIN = 900_000_000L;

    private final SignsOfLife signs = new SignsOfLife(60 * SECOND);

    @Test
    void aSilentStreamLivesAsItsSocketAndIsAskedForOnceAMinute() {
        signs.spoke(0);
        assertThat(signs.due(AGAIN - 1, AGAIN - 1)).isEqualTo(NOTHING);
        for (int second = 1; second < 60; second++) {
            assertThat(signs.due(second * SECOND, (second - 1) * SECOND - 1)).isEqualTo(NOTHING);
            assertThat(signs.due(second * SECOND, second * SECOND - 1)).isEqualTo(SOCKET);
            signs.heard(second * SECOND);
            assertThat(signs.due(second * SECOND, second * SECOND)).isEqualTo(NOTHING);
        }
        signs.heard(60 * SECOND - 1);
        assertThat(signs.due(60 * SECOND, 60 * SECOND)).isEqualTo(STREAM);
        signs.spoke(60 * SECOND);
        assertThat(signs.due(61 * SECOND, 61 * SECOND)).isEqualTo(SOCKET);
        signs.doubt();
        assertThat(signs.due(60 * SECOND, 0)).isEqualTo(STREAM);
        signs.spoke(60 * SECOND);
        assertThat(signs.due(60 * SECOND, 0)).isEqualTo(NOTHING);
    }

    @Test
    void whatCameSoonAfterTheLastSignIsToldASecondLaterWhenNothingFollows() {
        signs.spoke(0);
        long came = AGAIN / 2;
        assertThat(signs.due(AGAIN - 1, came)).isEqualTo(NOTHING);
        assertThat(signs.due(AGAIN - 1 + SECOND, came)).isEqualTo(SOCKET);
        signs.heard(AGAIN - 1 + SECOND);
        assertThat(signs.due(AGAIN - 1 + 2 * SECOND, came)).isEqualTo(NOTHING);
    }

    @Test
    void whatIsNoNewsIsNotTold() {
        signs.spoke(1);
        assertThat(signs.due(120 * SECOND, 0)).isEqualTo(NOTHING);
        assertThat(signs.due(6 * SECOND, 3 * SECOND)).as("too late to be told as of now").isEqualTo(NOTHING);
        assertThat(signs.due(6 * SECOND - 1, 3 * SECOND)).isEqualTo(SOCKET);
        signs.heard(60 * SECOND);
        assertThat(signs.due(61 * SECOND, 60 * SECOND - 1)).as("asked about for nothing").isEqualTo(NOTHING);
        assertThat(signs.due(61 * SECOND, 60 * SECOND)).isEqualTo(STREAM);
    }

    @Test
    void whatAFrameSaidOfAllSessionsIsPassedOnOnceASecond() {
        signs.spoke(5 * SECOND);
        signs.oweAlive();
        assertThat(signs.due(5 * SECOND, 0)).isEqualTo(STREAM);
        assertThat(signs.takeAlive(5 * SECOND)).isTrue();
        assertThat(signs.takeAlive(5 * SECOND)).isFalse();
        signs.oweAlive();
        assertThat(signs.due(5 * SECOND + AGAIN - 1, 5 * SECOND + 1)).isEqualTo(NOTHING);
        assertThat(signs.due(5 * SECOND + AGAIN, 5 * SECOND + 1)).isEqualTo(STREAM);
    }
}
