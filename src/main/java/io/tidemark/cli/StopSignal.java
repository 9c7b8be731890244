package io.tidemark.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Tells a serving command when to stop, and holds the process until it has.
///
/// On SIGTERM, SIGINT or SIGHUP the runtime calls its hooks and dies when they are done: ours waits until the command has
/// closed everything, [#PATIENCE] at most. What is not closed by then is found by the next start.
final class StopSignal implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(500);

    private final CompletableFuture<String> reason = new CompletableFuture<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    private StopSignal() {}

    static StopSignal open() {
        var signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(new Thread(signal::stopped, "stop"));
        return signal;
    }

    private void stopped() {
        reason.complete("asked by the system");
        try {
            if (!closed.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                Runtime.getRuntime().halt(1);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Stops as well when the process that started us is gone. Its own parent's taking us over is how we see it, since a
    /// dead parent may stay in the process table. Without a parent worth the name nothing is watched.
    void whenParentEnds() {
        Optional<Long> parent = parent();
        if (parent.isEmpty() || parent.get() == 1) return;
        Thread.ofVirtual().name("parent-watch").start(() -> {
            while (parent().equals(parent)) {
                try {
                    TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
                } catch (InterruptedException _) {
                    return;
                }
            }
            reason.complete("the process that started it has ended");
        });
    }

    private static Optional<Long> parent() {
        return ProcessHandle.current().parent().map(ProcessHandle::pid);
    }

    /// Waits for the first reason to stop.
    String await() {
        return reason.join();
    }

    /// Everything is closed: the process may die.
    @Override
    public void close() {
        closed.countDown();
    }
}
