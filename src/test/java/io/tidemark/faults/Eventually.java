package io.tidemark.faults;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/// Waits for what comes sooner or later, however slow the machine is.
final class Eventually {
    private static final Duration PATIENCE = Duration.ofSeconds(240);

    private Eventually() {}

    static void holds(String what, Callable<Boolean> condition) {
        Awaitility.await(what).atMost(PATIENCE).until(condition);
    }

    /// A hundred more sessions have come.
    static void trafficOf(Platform platform) {
        int made = platform.made();
        holds("traffic of " + platform.master(), () -> platform.made() > made + 100);
    }
}
