package io.tidemark.load.report;

import java.util.Locale;

/// How figures are written for people: three digits that matter.
public final class Figures {

    private Figures() {}

    public static String of(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) return String.format(Locale.ROOT, "%,d", (long) value);
        if (Math.abs(value) >= 1_000) return String.format(Locale.ROOT, "%,.0f", value);
        return String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%.1f" : Math.abs(value) >= 1 ? "%.2f" : "%.3f", value);
    }
}
