package io.tidemark.wallboard;

import io.tidemark.web.Problem;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the HTTP edges of this package have in common: who may see, and how an answer is sent.
final class Answers {

    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
    private static final int COME_BACK_SECONDS = 2;

    private Answers() {}

    /// Goes on with `admitted` when the request may look, else answers why not.
    static void admit(Gate gate, RoutingContext request, Consumer<Gate.Verdict.Admitted> admitted) {
        gate.judge(Claims.ofRequest(request.request().headers(), request.queryParams())).onSuccess(verdict -> {
            switch (verdict) {
                case Gate.Verdict.Admitted yes -> admitted.accept(yes);
                case Gate.Verdict.Refused(var problem) -> problem(request, problem);
            }
        }).onFailure(cause -> unavailable(request, cause));
    }

    static void json(RoutingContext request, String body) {
        fresh(request).putHeader("Content-Type", "application/json").end(body);
    }

    static void csv(RoutingContext request, String body) {
        fresh(request).putHeader("Content-Type", "text/csv; charset=utf-8").end('\uFEFF' + body);
    }

    /// Whether the request wants CSV: by its path, or by what it accepts.
    static boolean wantsCsv(RoutingContext request) {
        var accept = request.request().getHeader("Accept");
        return request.normalizedPath().endsWith(".csv") || accept != null && accept.contains("text/csv");
    }

    static void unavailable(RoutingContext request, Throwable cause) {
        LOG.warn("{} cannot be answered now: {}", request.normalizedPath(), cause.toString());
        problem(request, Problem.of(503, "unavailable", "The figures cannot be read at the moment.").retryAfter(COME_BACK_SECONDS));
    }

    static void problem(RoutingContext request, Problem problem) {
        problem.answer(fresh(request));
    }

    private static HttpServerResponse fresh(RoutingContext request) {
        return request.response().putHeader("Cache-Control", "no-store");
    }
}
