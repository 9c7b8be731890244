package io.tidemark;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What has been opened so far, to be closed in the reverse order: each part gets its time, and none keeps the others from closing.
///
/// For one thread that may wait: the one that starts and stops the program.
final class Opened implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Opened.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration OUTSIDE = Duration.ofSeconds(30);
    private static final Duration CLOSING = Duration.ofSeconds(15);

    private final Deque<Part> parts = new ArrayDeque<>();

    /// How a part is closed.
    @FunctionalInterface
    interface Closing {
        Future<?> begin() throws Exception;
    }

    private record Part(String name, Closing closing) {}

    /// Waits for something that opens, at most a minute.
    static <T> T await(Future<T> opening) throws Exception {
        return opening.timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).toCompletionStage().toCompletableFuture().get();
    }

    /// The same for something outside that may not be there yet: tried again each second for half a minute. What is there and is
    /// refused ([IllegalStateException]) is not tried again.
    static <T> T awaitOutside(String what, Supplier<Future<T>> opening) throws Exception {
        long patient = System.nanoTime() + OUTSIDE.toNanos();
        for (;;) {
            try {
                return await(opening.get());
            } catch (ExecutionException e) {
                if (e.getCause() instanceof IllegalStateException || System.nanoTime() > patient) throw e;
                log.info("{} is not there yet ({}), trying again", what, e.getCause() == null ? e : e.getCause().getMessage());
                TimeUnit.SECONDS.sleep(1);
            }
        }
    }

    /// Notes how a part is closed that is open now.
    void closeWith(String name, Closing closing) {
        parts.push(new Part(name, closing));
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            Part part = parts.pop();
            long begun = System.nanoTime();
            try {
                part.closing().begin().timeout(CLOSING.toMillis(), TimeUnit.MILLISECONDS).toCompletionStage().toCompletableFuture().get();
                log.debug("Closed {} after {} ms", part.name(), Duration.ofNanos(System.nanoTime() - begun).toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                log.warn("Interrupted while closing {}", part.name());
            } catch (Exception e) {
                log.warn("Could not close {} in order: {}", part.name(), e.getMessage());
            }
        }
    }
}
