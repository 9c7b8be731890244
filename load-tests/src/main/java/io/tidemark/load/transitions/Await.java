package io.tidemark.load.transitions;

import io.vertx.core.Future;

/// Waits on the thread that drives a scenario.
final class Await {

    static <T> T of(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    private Await() {}
}
