package io.tidemark.shard;

import java.time.Instant;
import java.time.InstantSource;

/// The time that all nodes share: the log's. The local clock is corrected by the ids that appends return, and by what the store says at
/// the roll-call, no more than each of them demands: it was given between the call and its answer.
///
/// May be used from any thread.
public final class CommonClock implements InstantSource {

    private static final long MILLION = 1_000_000;

    private final LocalTime local;
    private volatile long offset;

    /// The clocks of this machine.
    public interface LocalTime {

        /// Never goes back, has no meaning by itself.
        long nanos();

        /// Epoch milliseconds, for as long as no entry has been seen.
        long wallMillis();
    }

    public CommonClock(LocalTime local) {
        this.local = local;
        this.offset = local.wallMillis() - local.nanos() / MILLION;
    }

    /// The clock of this machine, corrected from now on.
    public static CommonClock ofSystem() {
        return new CommonClock(new LocalTime() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public long wallMillis() {
                return System.currentTimeMillis();
            }
        });
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    /// Epoch milliseconds.
    @Override
    public long millis() {
        return local.nanos() / MILLION + offset;
    }

    /// What [#seen] wants to know of the moment before a call.
    long nanos() {
        return local.nanos();
    }

    /// It was `millis` in the store, or an entry got this time, after `sentNanos` and before now.
    synchronized void seen(long millis, long sentNanos) {
        long least = millis - local.nanos() / MILLION;
        long most = millis + 1 - sentNanos / MILLION;
        offset = Math.clamp(offset, least, Math.max(least, most));
    }
}
