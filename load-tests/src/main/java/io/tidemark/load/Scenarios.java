package io.tidemark.load;

import io.tidemark.load.growth.Growth;
import io.tidemark.load.heartbeats.Heartbeats;
import io.tidemark.load.latency.Latency;
import io.tidemark.load.million.Million;
import io.tidemark.load.scrape.Scrape;
import io.tidemark.load.soak.Soak;
import io.tidemark.load.sockets.Sockets;
import io.tidemark.load.start.Start;
import io.tidemark.load.storm.Storm;
import io.tidemark.load.transitions.Transitions;
import java.util.List;

/// All scenarios, in the order in which a whole round runs them.
final class Scenarios {

    static final List<Scenario> ALL = List.of(new Heartbeats(), new Transitions(), new Million(), new Sockets(), new Latency(),
            new Growth(), new Storm(),
            new Scrape(), new Start(), new Soak());

    private Scenarios() {}
}
