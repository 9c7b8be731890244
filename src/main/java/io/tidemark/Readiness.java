package io.tidemark;

import io.tidemark.ops.Check;
import io.tidemark.ops.Finding;
import io.tidemark.ops.Finding.Failed;
import io.tidemark.ops.Finding.Fine;
import io.tidemark.ops.Finding.Warning;
import io.tidemark.settings.Stores;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;

/// What a node needs to do its work, looked at for `/health/ready`.
final class Readiness {

    private Readiness() {}

    static List<Check> of(Node node) {
        return List.of(new Check("postgresql", () -> node.postgres().ready().map(_ -> new Fine())),
                new Check("redis", () -> node.redis().safety().refresh().map(check -> judge(check.refusals(), check.warnings()))),
                new Check("log", () -> Future.succeededFuture(log(node))),
                new Check("shards", () -> Future.succeededFuture(shards(node))));
    }

    private static Finding judge(Set<String> refusals, Set<String> warnings) {
        if (!refusals.isEmpty()) return new Failed(String.join("; ", refusals));
        return warnings.isEmpty() ? new Fine() : new Warning(String.join("; ", warnings));
    }

    private static Finding log(Node node) {
        var appender = node.shards().appender();
        for (int shard = 0; shard < node.shardCount(); shard++)
            if (appender.isAway(shard)) return new Failed("the log of shard " + shard + " takes nothing: is Redis there?");
        return new Fine();
    }

    private static Finding shards(Node node) {
        long owned = node.shards().owned();
        boolean isAlone = node.settings().stores() instanceof Stores.Embedded;
        if (isAlone && owned < node.shardCount())
            return new Failed(
                    "only " + owned + " of " + node.shardCount() + " shards are applied, and no other node can do it: see the log");
        return owned > 0 ? new Fine() : new Warning("this node owns none of " + node.shardCount() + " shards (yet)");
    }
}
