package io.tidemark.load.process;

/// A rest of the thread that drives a scenario.
public final class Pause {

    private Pause() {}

    public static void millis(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    public static void seconds(double seconds) {
        millis(Math.round(seconds * 1_000));
    }
}
