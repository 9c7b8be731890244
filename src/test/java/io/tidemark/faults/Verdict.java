package io.tidemark.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.faults.Installation.NodeProcess;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/// Compares what every node shows with the platforms' ledgers, when nothing more happens: the same level to the last session, and a peak
/// that is the true one, or says that it is a lower bound.
final class Verdict {
    private final Installation installation;
    private final List<NodeProcess> nodes;

    Verdict(Installation installation, List<NodeProcess> nodes) {
        this.installation = installation;
        this.nodes = nodes;
    }

    void settles(Platform platform) {
        for (NodeProcess node : nodes)
            Awaitility.await(platform.master() + " on " + node.log).atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(250))
                    .untilAsserted(() -> assertThat(connections(node, platform.master()).getInteger("now")).isEqualTo(platform.live()));
        assertThat(platform.rejections()).as("rejected signals of %s", platform.master()).isZero();
        JsonObject today = connections(nodes.getFirst(), platform.master()).getJsonObject("today");
        int peak = today.getInteger("peak");
        assertThat(peak).as("a peak that nobody had").isLessThanOrEqualTo(platform.peak());
        if (peak < platform.peak()) assertThat(today.getString("bound")).as("peak %s of %s", peak, platform.peak()).isEqualTo("atLeast");
    }

    private JsonObject connections(NodeProcess node, String account) {
        String answer = installation.levels(node, account);
        assertThat(answer).as("answer of %s", node.log).isNotEmpty();
        return new JsonObject(answer).getJsonObject("levels").getJsonObject("total").getJsonObject("connections");
    }
}
