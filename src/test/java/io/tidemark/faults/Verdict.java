package io.tidemark.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.faults.Installation.NodeProcess;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;

/// Compares what every node shows with what really happened, when nothing more does: the same level to the last session, and a peak
/// that is the true one, or says that it is a lower bound.
///
/// A node that has not heard of an end yet still shows the figures of before, which may be right by accident: so only what is shown of a
/// moment after the last acknowledgement counts.
final class Verdict {
    private final Installation installation;
    private final List<NodeProcess> nodes;

    Verdict(Installation installation, List<NodeProcess> nodes) {
        this.installation = installation;
        this.nodes = nodes;
    }

    /// Waits until a platform that rests is acknowledged, and judges.
    void settles(Platform platform) {
        platform.awaitAcknowledged();
        assertThat(platform.rejections()).as("rejected signals of %s, last %s", platform.master(), platform.lastRejection()).isZero();
        settles(platform.master(), platform.live(), platform.peak());
    }

    /// The same of a master whose signals have all been acknowledged by now.
    void settles(String master, int live, int peak) {
        var acknowledged = Instant.now();
        for (NodeProcess node : nodes)
            Awaitility.await(master + " on " + node.log).atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(100))
                    .untilAsserted(() -> judge(node, master, live, peak, acknowledged));
    }

    private void judge(NodeProcess node, String master, int live, int peak, Instant acknowledged) {
        String answer = installation.levels(node, master);
        assertThat(answer).as("answer of %s", node.log).isNotEmpty();
        var shown = new JsonObject(answer);
        assertThat(shown.getInstant("asOf")).as("the moment that is shown").isAfter(acknowledged);
        JsonObject connections = shown.getJsonObject("levels").getJsonObject("total").getJsonObject("connections");
        assertThat(connections.getInteger("now")).as("level").isEqualTo(live);
        JsonObject today = connections.getJsonObject("today");
        assertThat(today.getInteger("peak")).as("a peak that nobody had").isLessThanOrEqualTo(peak);
        if (today.getInteger("peak") < peak) assertThat(today.getString("bound")).as("%s of %s", today, peak).isEqualTo("atLeast");
    }
}
