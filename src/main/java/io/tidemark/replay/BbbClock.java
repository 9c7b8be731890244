package io.tidemark.replay;

import org.jspecify.annotations.Nullable;

/// Epoch milliseconds for the events of a recording. Their `timestamp` counts from the start of some process; the number at the
/// end of the meeting's id is the instant of the first event. Without that number an event's `timestampUTC` tells how far the
/// process' clock is off, for the events that say none too. One clock for the whole recording, and it never goes back.
final class BbbClock {
    private final @Nullable Long created;
    private @Nullable Long offset;
    private long latest = Long.MIN_VALUE;

    BbbClock(String meetingId) {
        String suffix = meetingId.substring(meetingId.lastIndexOf('-') + 1);
        created = suffix.matches("\\d{12,14}") ? Long.valueOf(suffix) : null;
    }

    /// `null` when nothing tells the time.
    @Nullable
    Long at(long timestamp, @Nullable Long utc) {
        if (offset == null) {
            var epoch = created == null ? utc : created;
            if (epoch == null) return null;
            offset = epoch - timestamp;
        }
        latest = Math.max(latest, timestamp + offset);
        return latest;
    }
}
