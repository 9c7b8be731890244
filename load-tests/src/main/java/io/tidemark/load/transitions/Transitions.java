package io.tidemark.load.transitions;

import io.tidemark.load.Bench;
import io.tidemark.load.Scenario;

/// Joins and leaves, acknowledged and applied, and heartbeats: in processor-seconds, beside a naive monitor and a presence server.
public final class Transitions implements Scenario {

    @Override
    public String name() {
        return "transitions";
    }

    @Override
    public String purpose() {
        return "joins, leaves and live sessions per processor-second of node and Redis, against a naive monitor and a presence server";
    }

    @Override
    public boolean needsOwnStores() {
        return true;
    }

    @Override
    public void run(Bench bench) throws Exception {
        var zone = Midday.zone();
        var installation = bench.installation(bench.options().jvm() + Bench.ROOM_FOR_TRAFFIC);
        var node = installation.node("a", "SHARDS", "1", "ZONE", zone);
        var transitions = new JoinsAndLeaves(bench, installation, node, zone);
        transitions.withHistory();
        installation.postgres().stop();
        transitions.withoutHistory();
        transitions.end();
        new LiveSessions(bench, installation, node).run();
    }
}
