package io.tidemark.ingest;

import io.tidemark.ingest.Keys.Grant;
import io.tidemark.web.Bearer;
import io.tidemark.web.Problem;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Finds out who sends an HTTP request.
final class Caller {

    private static final long PATIENCE_SECONDS = 5;

    /// The answer: a key that may send signals, or the problem.
    sealed interface Verdict {
        record Known(Grant grant) implements Verdict {}

        record Refused(Problem problem) implements Verdict {}
    }

    private final IngestNode node;

    Caller(IngestNode node) {
        this.node = node;
    }

    Future<Verdict> of(HttpServerRequest request) {
        String key = Bearer.ofRequest(request.headers());
        if (key == null)
            return Future.succeededFuture(new Verdict.Refused(Problem.noKey()));
        return node.keys().authorise(key).timeout(PATIENCE_SECONDS, TimeUnit.SECONDS).map(Caller::judge)
                .otherwise(_ -> new Verdict.Refused(
                        Problem.of(503, "keys_unknown", "Whether this key is good cannot be told now.").retryAfter(2)));
    }

    static Problem needsSocket() {
        return Problem.of(426, "upgrade_required", "This path is a WebSocket; over HTTP, POST signals to /v1/signals.");
    }

    private static Verdict judge(Optional<Grant> found) {
        if (found.isEmpty())
            return new Verdict.Refused(Problem.unknownKey());
        if (!found.get().mayIngest())
            return new Verdict.Refused(Problem.of(403, "forbidden", "This key may not send signals: it needs the scope ingest."));
        return new Verdict.Known(found.get());
    }
}
