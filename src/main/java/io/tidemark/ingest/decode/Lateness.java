package io.tidemark.ingest.decode;

import java.time.Duration;
import java.time.Instant;

/// Which instants of happening are taken: none further than five minutes ahead, none older than the lateness window. What lives
/// in a stream may have begun days ago, and what only moves analytics is taken 62 days back.
final class Lateness {

    static final long AHEAD = Duration.ofMinutes(5).toMillis();
    static final long WINDOW = Duration.ofHours(24).toMillis();
    static final long ANALYTICS_WINDOW = Duration.ofDays(62).toMillis();

    private Lateness() {}

    /// `window` is how far back `at` may lie, negative for any distance.
    static long check(long at, long window, Reading reading) {
        if (at > reading.now() + AHEAD)
            throw new Refusal(RejectionCode.IN_THE_FUTURE,
                    "at must not be more than 5 minutes ahead of the server's time (" + Instant.ofEpochMilli(reading.now()) + "); was "
                            + Instant.ofEpochMilli(at) + ": set the producer's clock, or say its time as \"now\" in hello");
        if (window >= 0 && at < reading.now() - window)
            throw new Refusal(RejectionCode.TOO_LATE,
                    "at must not be older than " + Duration.ofMillis(window).toHours() + " hours; was " + Instant.ofEpochMilli(at));
        return at;
    }
}
