package io.tidemark.load;

import java.util.List;

/// All scenarios, in the order in which a whole round runs them.
final class Scenarios {

    static final List<Scenario> ALL = List.of();

    private Scenarios() {}
}
