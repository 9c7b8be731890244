package io.tidemark.load;

import io.tidemark.load.heartbeats.Heartbeats;
import io.tidemark.load.latency.Latency;
import io.tidemark.load.million.Million;
import io.tidemark.load.sockets.Sockets;
import java.util.List;

/// All scenarios, in the order in which a whole round runs them.
final class Scenarios {

    static final List<Scenario> ALL = List.of(new Heartbeats(), new Million(), new Sockets(), new Latency());

    private Scenarios() {}
}
