package io.tidemark.load.transitions;

import java.time.Instant;
import java.time.ZoneOffset;

/// A zone in which it is about noon, so that no midnight falls into a measurement.
final class Midday {

    static String zone() {
        int ahead = 12 - Instant.now().atOffset(ZoneOffset.UTC).getHour();
        return ahead == 0 ? "Etc/GMT" : "Etc/GMT" + (ahead > 0 ? "-" : "+") + Math.abs(ahead);
    }

    private Midday() {}
}
