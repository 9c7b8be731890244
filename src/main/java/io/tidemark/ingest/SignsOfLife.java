package io.tidemark.ingest;

/// When the log heard last that a stream lives, and whether it is to hear it again. All times are those of [System#nanoTime].
final class SignsOfLife {

    /// What the log is to be told of a stream: nothing, that its socket lives, or a sign of the stream's own.
    enum Due {
        NOTHING, SOCKET, STREAM
    }

    static final long AGAIN_NANOS = 900_000_000L;
    private static final long OLD_NANOS = 3_000_000_000L;

    private final long checkNanos;
    private long heard;
    private long spoke;
    private boolean doubtful;
    private boolean owesAlive;
    private long aliveTold;

    /// The stream says something of its own at least every `checkNanos`.
    SignsOfLife(long checkNanos) {
        this.checkNanos = checkNanos;
    }

    /// Something of the stream's own goes to the log, which answers whether it is still known and ours.
    void spoke(long now) {
        spoke = now;
        heard = now;
        doubtful = false;
    }

    /// The log is told that the stream's socket lives.
    void heard(long now) {
        heard = now;
    }

    /// The log has lost another stream of the socket, and may have lost this one: it asks, whether something came or not.
    void doubt() {
        doubtful = true;
    }

    /// The producer said in a frame that all the stream's sessions live.
    void oweAlive() {
        owesAlive = true;
    }

    /// Whether all its sessions are to be called alive with what goes to the log now.
    boolean takeAlive(long now) {
        boolean owed = owesAlive;
        owesAlive = false;
        if (owed)
            aliveTold = now;
        return owed;
    }

    /// What of this the log is owed, when something `came` last through its socket at that time: that the socket lives is enough, which is
    /// told about every second, once for all its streams of a log. What only the stream knows, and now and then whether it is still known,
    /// it tells by itself.
    Due due(long now, long came) {
        if (doubtful || owesAlive && now - aliveTold >= AGAIN_NANOS || hasToAsk(now) && isNews(now, came))
            return Due.STREAM;
        return lags(now, came) ? Due.SOCKET : Due.NOTHING;
    }

    /// Whether it is time to ask whether it is still known.
    boolean hasToAsk(long now) {
        return now - spoke >= checkNanos;
    }

    /// Whether the log is to hear of what came, and heard nothing for about a second.
    boolean lags(long now, long came) {
        return now - heard >= AGAIN_NANOS && isNews(now, came);
    }

    /// Whether the log has not heard of what came, and may still hear of it: it takes for the time of a sign that at which it is told.
    private boolean isNews(long now, long came) {
        return came - heard >= 0 && now - came < OLD_NANOS;
    }
}
