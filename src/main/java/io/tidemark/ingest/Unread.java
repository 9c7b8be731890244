package io.tidemark.ingest;

import java.time.Duration;

/// For how long a socket was not read, and whether that was so long that what it would have said is to be said for it. Pauses that are
/// over at once cost it nothing, and must not keep alive what has fallen silent. All times are those of [System#nanoTime].
final class Unread {

    private final long brief;
    private boolean lasts;
    private long begun;
    private long past;

    /// What is not read for longer than `brief` of a second is made up for.
    Unread(Duration brief) {
        this.brief = brief.toNanos();
    }

    void begin(long now) {
        lasts = true;
        begun = now;
    }

    void end(long now) {
        past += now - begun;
        lasts = false;
    }

    /// Whether it was long; what is answered so counts no more.
    boolean takeLong(long now) {
        if (past + (lasts ? now - begun : 0) <= brief)
            return false;
        past = 0;
        begun = now;
        return true;
    }

    /// A new second begins: pauses that are over count no more, one that lasts does from its beginning.
    void nextSecond() {
        past = 0;
    }
}
