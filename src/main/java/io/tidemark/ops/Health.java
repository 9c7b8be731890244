package io.tidemark.ops;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Whether this node can do its work, by all its checks together; before [#open] and after [#drain] it cannot. From any thread.
public final class Health {

    private static final long PATIENCE_SECONDS = 2;

    private final List<Check> checks;
    private volatile @Nullable String closed = "this node is starting";

    public Health(List<Check> checks) {
        this.checks = List.copyOf(checks);
    }

    /// From now on this node is ready, as far as its checks say so.
    public void open() {
        closed = null;
    }

    /// From now on this node is not ready: it is about to stop.
    public void drain() {
        closed = "this node is stopping";
    }

    /// Asks all checks at once.
    Future<Report> look() {
        var findings = checks.stream().map(Health::ask).toList();
        return Future.join(findings).map(_ -> report(findings.stream().map(Future::result).toList()));
    }

    private Report report(List<Finding> findings) {
        var list = new JsonArray();
        String why = closed;
        if (why != null)
            list.add(line("accepting", new Finding.Failed(why)));
        for (int i = 0; i < checks.size(); i++)
            list.add(line(checks.get(i).name(), findings.get(i)));
        boolean failed = why != null || findings.stream().anyMatch(Finding.Failed.class::isInstance);
        boolean warned = findings.stream().anyMatch(Finding.Warning.class::isInstance);
        String status = failed ? "unready" : warned ? "warning" : "ready";
        return new Report(!failed, new JsonObject().put("status", status).put("checks", list));
    }

    private static JsonObject line(String name, Finding finding) {
        var line = new JsonObject().put("name", name);
        return switch (finding) {
            case Finding.Fine() -> line.put("status", "ok");
            case Finding.Warning(var detail) -> line.put("status", "warning").put("detail", detail);
            case Finding.Failed(var detail) -> line.put("status", "failed").put("detail", detail);
        };
    }

    private static Future<Finding> ask(Check check) {
        Future<Finding> answer;
        try {
            answer = check.look().get();
        } catch (RuntimeException e) {
            answer = Future.failedFuture(e);
        }
        return answer.timeout(PATIENCE_SECONDS, TimeUnit.SECONDS).otherwise(cause -> new Finding.Failed(
                cause instanceof TimeoutException ? "no answer within " + PATIENCE_SECONDS + " s" : cause.getClass().getSimpleName()));
    }

    /// The answer of `/health/ready`.
    record Report(boolean ready, JsonObject body) {}
}
