package io.tidemark;

import io.tidemark.ingest.IngestLimits;
import io.tidemark.wallboard.Wallboard;
import io.tidemark.web.WebServer;
import java.time.Duration;

/// How long the public port waits for peers that are slow: those who send, those who have not asked yet, those who look.
record Patience(IngestLimits ingest, Duration head, Duration viewer) {

    static Patience standard() {
        return new Patience(IngestLimits.standard(), WebServer.HEAD, Wallboard.PATIENCE);
    }
}
