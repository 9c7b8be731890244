package io.tidemark.load.wire;

import io.tidemark.load.process.Node;
import io.tidemark.load.process.Pause;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;

/// What a node shows of an account's section and metric.
///
/// @param now   the level
/// @param peak  today's peak
/// @param exact whether the peak is exact, else a lower bound
/// @param asOf  of when it is, epoch milliseconds
public record Levels(long now, long peak, boolean exact, long asOf) {

    /// Connections of all kinds.
    public static Levels of(Node node, String account) throws IOException {
        return of(node, account, "total", "connections");
    }

    public static Levels of(Node node, String account, String section, String metric) throws IOException {
        var answer = node.ask("/v1/levels?account=" + account);
        var level = answer.getJsonObject("levels").getJsonObject(section).getJsonObject(metric);
        JsonObject today = level.getJsonObject("today");
        return new Levels(level.getLong("now"), today.getLong("peak"), "exact".equals(today.getString("bound")),
                Instant.parse(answer.getString("asOf")).toEpochMilli());
    }

    /// Looks until it is as wanted; answers the last look, whatever it is, when that takes longer than `patience`.
    public static Levels await(Node node, String account, Duration patience, Predicate<Levels> wanted) throws IOException {
        long until = System.nanoTime() + patience.toNanos();
        IOException failure = new IOException("was never answered");
        Levels last = null;
        do {
            try {
                last = of(node, account);
                if (wanted.test(last)) return last;
            } catch (IOException e) {
                failure = e;
            }
            Pause.millis(50);
        } while (System.nanoTime() < until);
        if (last == null) throw failure;
        return last;
    }
}
