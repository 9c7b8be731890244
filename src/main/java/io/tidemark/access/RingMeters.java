package io.tidemark.access;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/// The gauges of a [Ring]: how many credentials live, and how old the node's knowledge of them is (above ten seconds: PostgreSQL is
/// away, and a revocation would not be heard of).
final class RingMeters {
    private RingMeters() {}

    static void bind(MeterRegistry meters, String credentials, Ring<?> ring) {
        Gauge.builder("tidemark.credentials.live", ring, Ring::size).tag("credentials", credentials)
                .description("Keys or wallboard links that are not revoked").register(meters);
        Gauge.builder("tidemark.credentials.age", ring, it -> it.age().toMillis() / 1000.0).tag("credentials", credentials)
                .baseUnit("seconds").description("Time since they were last compared with PostgreSQL").register(meters);
    }
}
