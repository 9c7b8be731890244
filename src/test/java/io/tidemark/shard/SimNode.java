package io.tidemark.shard;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tidemark.presence.Notice;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/// A node of a simulated cluster: the product's lanes, owners and attendance on a virtual loop.
final class SimNode {

    private final SimWorld world;
    private final List<Lane> lanes = new ArrayList<>();
    private final List<ShardOwner> owners = new ArrayList<>();
    private final List<SimProducer> producers = new ArrayList<>();
    private final List<SimPlayer> players = new ArrayList<>();
    final VirtualLoop loop;
    final ModelStore store;
    final long run;
    private final Attendance attendance;
    private long connections;

    SimNode(SimWorld world, ModelRedis redis, String name, int shards, String zone, double faults) {
        this.world = world;
        this.loop = new VirtualLoop(world);
        this.store = new ModelStore(world, redis, loop);
        this.store.faults = faults;
        this.run = world.random.nextLong() | 1;
        long skew = world.between(-300_000, 300_000);
        var clock = new CommonClock(new CommonClock.LocalTime() {
            @Override
            public long nanos() {
                return world.now() * 1_000_000;
            }

            @Override
            public long wallMillis() {
                return world.now() + skew;
            }
        });
        var context = new ShardOwner.Context(zone, new ShardMeters(new SimpleMeterRegistry()), SettingsSource.NONE, KnownPeaksSource.NONE,
                false);
        for (int shard = 0; shard < shards; shard++) {
            var lane = new Lane(shard, store, loop, clock, context.meters());
            lanes.add(lane);
            owners.add(new ShardOwner(shard, context, store, lane, loop));
        }
        var settings = new ShardSettings(name, shards, zone, false);
        attendance = new Attendance(settings, store, loop, clock, sharing -> {
            for (int shard = 0; shard < owners.size(); shard++)
                owners.get(shard).want(name.equals(sharing.owner(shard)));
        });
        redis.subscribers.add(message -> {
            if (!world.chance(store.faults)) loop.after(world.between(0, 3), () -> message.notices().forEach(this::hear));
        });
        loop.run(attendance::start);
    }

    boolean isAlive() {
        return !loop.isDead();
    }

    /// A connection of a producer; what is said through it reaches the node in its order, whenever the node is able to listen.
    long connect(SimProducer producer) {
        producers.add(producer);
        return ++connections;
    }

    long connect(SimPlayer player) {
        players.add(player);
        return ++connections;
    }

    Future<Appended> append(int shard, Parcel parcel) {
        return lanes.get(shard).append(parcel);
    }

    /// As `kill -9`.
    void kill() {
        loop.die();
        producers.clear();
    }

    /// In order: hands its shards over.
    void stop() {
        attendance.end();
        owners.forEach(ShardOwner::stop);
        world.after(1_500, this::kill);
    }

    private void hear(Notice notice) {
        if (notice.origin().node() != run) return;
        if (notice instanceof Notice.Lapsed lapsed) List.copyOf(producers).forEach(producer -> producer.lapsed(this, lapsed));
        if (notice instanceof Notice.Rejected rejected) players.forEach(player -> player.hear(rejected));
    }
}
