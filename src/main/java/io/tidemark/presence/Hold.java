package io.tidemark.presence;

/// A stream's reason not to raise its master's peaks just now: it is catching up, or a snapshot of it is arriving in parts. Ends
/// after 10 s without a frame, 60 s at most; then the stream may hold nothing for ten minutes. When its stream lapses it is over too,
/// but only after all that ends at that instant: what falls together falls before anything is raised.
final class Hold extends Timed {

    static final long LONGEST = 60_000;
    static final long BAN = 600_000;
    private static final long WITHOUT_FRAME = 10_000;

    final Stream stream;
    boolean catchingUp;
    boolean snapshot;
    long since;
    long lastFrame;
    long bannedUntil;

    Hold(Stream stream) {
        this.stream = stream;
    }

    boolean isOn() {
        return catchingUp || snapshot;
    }

    @Override
    long due() {
        if (!isOn()) return Long.MAX_VALUE;
        if (stream.isSilent()) return stream.lapsedAt;
        return catchingUp ? Math.min(lastFrame + WITHOUT_FRAME, since + LONGEST) : since + LONGEST;
    }

    @Override
    int rank() {
        return 3;
    }
}
