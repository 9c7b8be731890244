package io.tidemark.replay;

import org.jspecify.annotations.Nullable;

/// When a recorded signal is due: as long after the first as it was recorded, divided by the speed. Instants that go back, or
/// are missing, are due at once.
final class Pace {
    /// As fast as the server takes it.
    static final double MAX = Double.POSITIVE_INFINITY;

    private final double speed;
    private boolean begun;
    private long firstAt;
    private long firstNanos;

    Pace(double speed) {
        if (!(speed > 0)) throw new IllegalArgumentException("a speed is above 0 or max");
        this.speed = speed;
    }

    /// A number, or `max`.
    static double parse(String speed) {
        if (speed.equals("max")) return MAX;
        double value = Double.parseDouble(speed);
        if (!(value > 0) || Double.isInfinite(value)) throw new NumberFormatException("a speed is above 0 or max");
        return value;
    }

    /// Nanoseconds to wait for a signal of `at` (epoch milliseconds, `null`: it has none).
    long waitNanos(@Nullable Long at, long nowNanos) {
        if (at == null || speed == MAX) return 0;
        if (!begun) {
            begun = true;
            firstAt = at;
            firstNanos = nowNanos;
        }
        return Math.max(0, firstNanos + (long) ((at - firstAt) * 1_000_000.0 / speed) - nowNanos);
    }

    /// Another recording begins: its first signal is due at once.
    void anew() {
        begun = false;
    }
}
