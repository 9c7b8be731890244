package io.tidemark.load.report;

import org.jspecify.annotations.Nullable;

/// What was measured, and the bar that it is held against.
///
/// @param claim   its name, `million.bytes`
/// @param value   what was measured
/// @param unit    `ratio`, `bytes`, `%`, `ms`, `s` …
/// @param bar     what it must reach; `null` where there is none, and then `against` says why
/// @param atMost  whether the bar is a ceiling, else a floor
/// @param against the alternative in the same run, or what the figure means
/// @param n       how many rounds, samples or sessions it rests on
public record Claim(String claim, double value, String unit, @Nullable Double bar, boolean atMost, String against, long n) {

    /// Whether the bar is held; so is what has none.
    public boolean holds() {
        return bar == null || (atMost ? value <= bar : value >= bar);
    }
}
