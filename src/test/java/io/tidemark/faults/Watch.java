package io.tidemark.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.faults.Installation.NodeProcess;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// Looks at a master in which nothing happens, again and again and through every node that answers: level and peak must never be another
/// than they were, save that a peak may be called a lower bound.
final class Watch implements AutoCloseable {
    private static final long PAUSE_NANOS = 20_000_000;
    private static final int MOST_KEPT = 20;

    private final Installation installation;
    private final List<NodeProcess> nodes;
    private final String master;
    private final int level;
    private final AtomicInteger looks = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> others = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads;
    private volatile boolean ended;

    private Watch(Installation installation, List<NodeProcess> nodes, String master, int level) {
        this.installation = installation;
        this.nodes = nodes;
        this.master = master;
        this.level = level;
        threads = nodes.stream().map(node -> Thread.ofVirtual().start(() -> watch(node))).toList();
    }

    static Watch of(Installation installation, List<NodeProcess> nodes, String master, int level) {
        return new Watch(installation, nodes, master, level);
    }

    private void watch(NodeProcess node) {
        while (!ended) {
            look(node);
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private void look(NodeProcess node) {
        String answer = installation.levels(node, master);
        if (answer.isEmpty()) return;
        looks.incrementAndGet();
        var connections = new JsonObject(answer).getJsonObject("levels").getJsonObject("total").getJsonObject("connections");
        var today = connections.getJsonObject("today");
        boolean peakIsRight = today.getInteger("peak") == level
                || today.getInteger("peak") < level && "atLeast".equals(today.getString("bound"));
        boolean same = connections.getInteger("now") == level && peakIsRight;
        if (!same && others.size() < MOST_KEPT) others.add(node.log + ": " + connections.encode());
    }

    @Override
    public void close() throws InterruptedException {
        ended = true;
        for (Thread thread : threads) thread.join();
        assertThat(others).isEmpty();
        assertThat(looks).as("answers").hasPositiveValue();
    }
}
