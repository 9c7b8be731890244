package io.tidemark.shard;

import io.tidemark.log.Decoded;
import io.tidemark.log.Entry;
import io.tidemark.log.EntryCodec;
import io.tidemark.presence.Metric;
import io.tidemark.presence.Section;
import io.tidemark.presence.oracle.Surviving;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// One seeded story of a cluster: nodes, a Redis and producers, an hour of misfortune pressed into a minute or two, and then peace, in
/// which everything must become right. [#run] tells the first thing that is not.
final class ClusterHistory {

    private static final String ZONE = "UTC";
    private static final long MIDNIGHT = 1_763_769_600_000L;
    private static final int PLAYERS = 3;
    private static final long PATIENCE = 120_000;

    private final SimWorld world;
    private final ModelRedis redis;
    private final List<SimNode> nodes = new ArrayList<>();
    private final List<SimProducer> producers = new ArrayList<>();
    private final int shards;
    private final double faults;
    private final boolean alone;
    private boolean crashed;
    private int named;

    ClusterHistory(long seed, Set<Broken> broken) {
        world = new SimWorld(seed, MIDNIGHT - (seed % 5 == 0 ? 30_000 : 10_000_000));
        shards = world.between(1, 3);
        faults = world.between(0, 4);
        alone = world.chance(15);
        redis = new ModelRedis(world, shards, ZONE, broken);
        for (int n = alone ? 1 : world.between(2, 3); n > 0; n--)
            nodes.add(node());
        world.runUntil(world.now() + world.between(10, 4_000));
        for (var master : List.of("acme", "beta"))
            producers.add(new SimProducer(world, this::anyNode, master, "sfu", shards));
        for (var name : List.of("one", "two"))
            producers.add(new SimProducer(world, this::anyNode, "gamma", name, shards));
        for (int i = 0; i < PLAYERS; i++)
            new SimPlayer(world, this::anyNode, "player-" + i, shards);
    }

    private SimNode node() {
        return new SimNode(world, redis, "n" + named++, shards, ZONE, faults);
    }

    private SimNode anyNode() {
        var alive = nodes.stream().filter(SimNode::isAlive).toList();
        return alive.isEmpty() ? null : alive.get(world.between(0, alive.size() - 1));
    }

    /// What is wrong in the end, or nothing.
    String run() {
        long end = world.now() + world.between(15_000, 40_000);
        while (world.now() < end) {
            world.runUntil(world.now() + world.between(300, 6_000));
            strike();
        }
        peace();
        String wrong = settle();
        if (!wrong.isEmpty()) return wrong;
        world.runUntil(world.now() + 45_000);
        if (nodes.stream().filter(SimNode::isAlive).count() > 1) anyNode().kill();
        world.runUntil(world.now() + 20_000);
        return settle();
    }

    private void strike() {
        var node = anyNode();
        switch (world.between(0, 10)) {
            case 0, 1 -> {
                if (node != null) node.kill();
                later(200, 12_000, () -> nodes.add(node()));
            }
            case 2, 3 -> {
                if (node != null) node.loop.stall(world.between(500, 12_000));
            }
            case 4 -> {
                if (node == null) return;
                node.store.cutOff = true;
                later(200, 9_000, () -> node.store.cutOff = false);
            }
            case 5 -> {
                if (node != null) node.stop();
                later(0, 3_000, () -> nodes.add(node()));
            }
            case 6 -> {
                crashed = true;
                producers.get(world.between(0, producers.size() - 1)).crash();
            }
            case 7, 8 -> {
                redis.away = true;
                boolean back = world.chance(50);
                later(100, 9_000, () -> {
                    redis.away = false;
                    if (back) redis.goBack();
                });
            }
            case 9 -> redis.goBack();
            default -> {
                if (world.chance(30)) redis.empty();
            }
        }
    }

    private void later(int least, int most, Runnable task) {
        world.after(world.between(least, most), task);
    }

    private void peace() {
        world.runUntil(world.now() + 21_000);
        redis.away = false;
        if (anyNode() == null || !alone && nodes.stream().filter(SimNode::isAlive).count() < 2) nodes.add(node());
        nodes.forEach(node -> {
            node.store.cutOff = false;
            node.store.faults = 0;
        });
        producers.forEach(SimProducer::calm);
    }

    /// Waits until everything said is applied and committed, and judges.
    private String settle() {
        long until = world.now() + PATIENCE;
        String wrong = "not settled";
        while (world.now() < until && !wrong.isEmpty()) {
            world.runUntil(world.now() + 1_000);
            wrong = producers.stream().allMatch(SimProducer::isSettled) ? wrong() : "producers not settled";
        }
        return wrong.isEmpty() ? againstTheRules() : wrong;
    }

    /// The figures that were committed are those of the entries that survived.
    private String againstTheRules() {
        for (var shard : redis.shards) {
            String difference = Surviving.difference(ZONE, entries(shard), shard.standings);
            if (!difference.isEmpty()) return "figures against the rules: " + difference;
        }
        return "";
    }

    private String wrong() {
        for (var shard : redis.shards)
            if (!shard.position.equals(shard.last)) return "not applied up to the end: " + shard.position + " of " + shard.last;
        for (String master : List.of("acme", "beta", "gamma")) {
            var own = producers.stream().filter(producer -> producer.master().equals(master)).toList();
            var shown = redis.shards.get(ShardOf.master(master, shards)).standings.get(master);
            int truth = own.stream().mapToInt(producer -> producer.sessions().size()).sum();
            int now = shown == null ? 0 : shown.now(Section.TOTAL, Metric.CONNECTIONS);
            if (now != truth) return master + " shows " + now + " of " + truth;
            if (shown == null || own.size() > 1) continue;
            int peak = shown.peak(Section.TOTAL, Metric.CONNECTIONS);
            if (peak > own.getFirst().greatest) return master + ": peak " + peak + " above the truth " + own.getFirst().greatest;
            if (!crashed && world.now() < MIDNIGHT && (shown.atLeast() & 1) == 0 && peak < own.getFirst().greatest)
                return master + ": peak " + peak + " below the truth " + own.getFirst().greatest + " and called exact";
        }
        var watched = redis.shards.get(ShardOf.master(SimPlayer.MASTER, shards)).standings.get(SimPlayer.MASTER);
        int players = watched == null ? 0 : watched.now(Section.VOD, Metric.PARTICIPANTS);
        return players == PLAYERS ? notes() : players + " of " + PLAYERS + " players";
    }

    private String notes() {
        for (var producer : producers) {
            var facts = redis.shards.get(ShardOf.master(producer.master(), shards)).facts.stream()
                    .map(fact -> new String(fact, StandardCharsets.UTF_8)).toList();
            for (String note : producer.hasSnapshot() ? List.<String>of() : producer.notes) {
                long count = facts.stream().filter(fact -> fact.contains("\"" + note + "\"")).count();
                if (count != 1) return "note " + note + " is there " + count + " times";
            }
        }
        return "";
    }

    private static List<Entry> entries(ModelShard shard) {
        return shard.log.headMap(shard.position, true).entrySet().stream()
                .map(entry -> ((Decoded.Known) EntryCodec.decode(entry.getKey(), entry.getValue().bytes())).entry()).toList();
    }
}
