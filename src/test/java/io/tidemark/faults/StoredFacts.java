package io.tidemark.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.faults.Installation.NodeProcess;
import io.tidemark.testing.Database;
import java.time.Duration;
import org.awaitility.Awaitility;

/// Compares what PostgreSQL has been told with a platform's ledger, when nothing more happens: no fact waits, and each session is there
/// once, or was kept apart, and has ended if it did.
record StoredFacts(NodeProcess node, Database database) {
    private static final String STRETCHES = """
            (SELECT body, false AS apart FROM fact WHERE kind = 'stretch' AND master = $1
            UNION ALL SELECT convert_from(body, 'UTF8')::jsonb, true FROM fact_rejected) AS stretch""";

    void settle(Platform platform) {
        Awaitility.await("facts of " + platform.master() + " from " + node.log).atMost(Duration.ofSeconds(240))
                .pollInterval(Duration.ofMillis(250)).untilAsserted(() -> agree(platform));
    }

    private void agree(Platform platform) {
        assertThat(waiting()).as("facts that wait").isZero();
        assertThat(lag()).as("lag").isZero();
        assertThat(count("DISTINCT body ->> 'session'", "body ? 'reason'", platform)).as("sessions that have ended")
                .isEqualTo(platform.made() - platform.live());
        assertThat(count("DISTINCT body ->> 'session'", "true", platform)).as("sessions").isEqualTo(platform.made());
        assertThat(count("*", "NOT apart", platform)).as("none twice")
                .isEqualTo(count("DISTINCT body ->> 'session'", "NOT apart", platform));
        assertThat(new Metrics(node).sum("tidemark_facts_total{outcome=\"rejected\"}")).as("rejected").isEqualTo(rejected());
    }

    double waiting() {
        return new Metrics(node).sum("tidemark_facts_waiting");
    }

    double lag() {
        return new Metrics(node).sum("tidemark_facts_lag_seconds");
    }

    double failures() {
        return new Metrics(node).sum("tidemark_facts_failures_total");
    }

    long rejected() {
        return database.run("SELECT count(*) FROM fact_rejected").getFirst().getLong(0);
    }

    private long count(String what, String condition, Platform platform) {
        return database.run("SELECT count(" + what + ") FROM " + STRETCHES + " WHERE " + condition, platform.master()).getFirst()
                .getLong(0);
    }
}
