package io.tidemark.load.transitions;

/// A figure, and its peak of the day.
///
/// @param exact whether the peak is said to be exact, else a lower bound
record Level(long now, long peak, boolean exact) {

    static final Level NOTHING = new Level(0, 0, true);

    Level plus(int change) {
        return new Level(now + change, Math.max(peak, now + change), true);
    }

    /// Whether what is shown is true of this.
    boolean isShownBy(Level shown) {
        return now == shown.now && (shown.exact ? peak == shown.peak : peak >= shown.peak);
    }
}
