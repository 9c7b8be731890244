package io.tidemark.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.redis.Disk.Look;
import org.junit.jupiter.api.Test;

class DiskTest {

    private static final Look IDLE = new Look("run", false, false, false);
    private static final Look BUSY = new Look("run", false, true, false);
    private static final Look FAILING = new Look("run", true, false, false);
    private static final Look LAZY = new Look("run", false, false, true);
    private static final Look ANOTHER = new Look("another run", false, false, false);

    private final Disk disk = new Disk();
    private long now = 1_000_000;

    @Test
    void whatWasTakenBeforeThreeLooksIsOnTheDisk() {
        long first = look(IDLE);
        long second = look(IDLE);
        assertThat(disk.safe()).isNegative();
        look(IDLE);
        assertThat(disk.safe()).isEqualTo(first);
        look(IDLE);
        assertThat(disk.safe()).isEqualTo(second);
    }

    @Test
    void looksInOneSecondAreOneLook() {
        long first = look(IDLE);
        for (int i = 0; i < 10; i++)
            look(IDLE, 100);
        assertThat(disk.safe()).isNegative();
        look(IDLE);
        look(IDLE, 1);
        assertThat(disk.safe()).isGreaterThanOrEqualTo(first);
    }

    @Test
    void aDiskThatIsBusyIsWaitedForUntilItIsIdleAgain() {
        long first = look(IDLE);
        for (int i = 0; i < 5; i++)
            look(BUSY);
        assertThat(disk.safe()).isNegative();
        look(IDLE);
        assertThat(disk.safe()).isEqualTo(first);
    }

    @Test
    void aDiskThatIsAlwaysBusyIsBelievedAfterThirtySeconds() {
        for (int i = 0; i < 25; i++)
            look(BUSY);
        assertThat(disk.safe()).isNegative();
        for (int i = 0; i < 5; i++)
            look(BUSY);
        assertThat(now - disk.safe()).isBetween(30_000L, 32_000L);
        look(IDLE);
        look(IDLE);
        look(IDLE);
        assertThat(now - disk.safe()).isLessThan(4_000);
    }

    @Test
    void aServerThatBeganAnewOrCannotWriteSaysNothingOfWhatWasBefore() {
        look(IDLE);
        look(IDLE);
        look(ANOTHER);
        assertThat(disk.safe()).isNegative();
        look(ANOTHER);
        look(ANOTHER);
        assertThat(disk.safe()).isPositive();
        for (int i = 0; i < 100; i++)
            look(FAILING);
        assertThat(disk.safe()).isNegative();
    }

    @Test
    void whileRedisDoesNotSyncNothingIsBelievedForHalfAMinute() {
        look(IDLE);
        look(IDLE);
        look(LAZY);
        look(IDLE);
        assertThat(disk.safe()).isNegative();
        for (int i = 0; i < 30; i++)
            look(LAZY);
        assertThat(now - disk.safe()).isBetween(30_000L, 32_000L);
    }

    @Test
    void whoeverComesAfterAnHourWaitsAnew() {
        look(BUSY);
        now += 3_600_000;
        look(BUSY);
        assertThat(disk.safe()).isNegative();
    }

    @Test
    void aLookThatWasOvertakenTellsNothing() {
        look(IDLE);
        look(BUSY);
        disk.looked(now - 10, now, IDLE);
        look(IDLE);
        assertThat(disk.safe()).isPositive();
        disk.looked(now - 10, now, ANOTHER);
        assertThat(disk.safe()).isPositive();
    }

    @Test
    void manyAskAndOneLooks() {
        assertThat(disk.claim(now)).isTrue();
        assertThat(disk.claim(now + 1)).isFalse();
        disk.looked(now, now + 500, IDLE);
        assertThat(disk.claim(now + 1_200)).isFalse();
        assertThat(disk.claim(now + 1_700)).isTrue();
    }

    private long look(Look look) {
        return look(look, 1_200);
    }

    /// A look that long after the one before; when it was asked for.
    private long look(Look look, long later) {
        now += later;
        disk.looked(now, now + 1, look);
        return now;
    }
}
