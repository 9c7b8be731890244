package io.tidemark.architecture.wrong.presence;

import io.tidemark.architecture.wrong.ingest.WrongIngest;
import io.tidemark.architecture.wrong.signal.WrongSignal;
import io.vertx.core.Vertx;

/// Imports a feature and a framework, and starts a thread.
public final class WrongPresence {

    void apply(WrongSignal signal, WrongIngest ingest, Vertx vertx) {
        Thread.ofVirtual().start(() -> System.err.println(signal + " " + ingest + " " + vertx));
    }
}
