package io.tidemark.producer;

import java.util.concurrent.ThreadLocalRandom;

/// Full jitter: each wait is any length up to a bound that doubles from half a second to twenty, so that a thousand producers
/// which lost the same server do not come back in one moment.
final class Backoff {
    private static final long FIRST_MILLIS = 500;
    private static final long MOST_MILLIS = 20_000;

    private int attempts;

    long nextMillis() {
        return 1 + ThreadLocalRandom.current().nextLong(bound(attempts++));
    }

    void reset() {
        attempts = 0;
    }

    static long bound(int attempts) {
        return Math.min(MOST_MILLIS, FIRST_MILLIS << Math.min(attempts, 10));
    }
}
