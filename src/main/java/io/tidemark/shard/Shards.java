package io.tidemark.shard;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/// A node's part in all shards, running: its lanes, its owners, and its attendance.
public final class Shards {

    private static final long DRAIN_MILLIS = 5_000;

    private final CommonClock clock;
    private final Place[] places;
    private final Attendance attendance;
    private final Appender appender;

    private record Place(Loop loop, Lane lane, ShardOwner owner) {}

    private Shards(Vertx vertx, CommonClock clock, Place[] places, ShardSettings settings, Store store) {
        this.clock = clock;
        this.places = places;
        this.appender = new BatchingAppender(vertx, Arrays.stream(places).map(place -> new Inbox(place.lane, place.loop)).toList());
        this.attendance = new Attendance(settings, store, places[0].loop, clock, sharing -> {
            for (int shard = 0; shard < places.length; shard++) {
                boolean wanted = settings.alone() || settings.node().equals(sharing.owner(shard));
                var place = places[shard];
                place.loop.run(() -> place.owner.want(wanted));
            }
        });
    }

    /// Starts the lanes and owners of a node on this store; completes when the node knows the time that all share.
    public static Future<Shards> start(Vertx vertx, Store store, ShardSettings settings, ShardMeters meters, SettingsSource settingsSource,
            KnownPeaksSource peaks) {
        var places = new Place[settings.shards()];
        var clock = CommonClock.ofSystem();
        var shared = new ShardOwner.Context(settings.zone(), meters, settingsSource, peaks, settings.alone());
        ShardVerticle.Placed placed = (shard, loop, lane, owner) -> places[shard] = new Place(loop, lane, owner);
        var options = new DeploymentOptions().setThreadingModel(ThreadingModel.EVENT_LOOP);
        var deployed = IntStream.range(0, places.length)
                .mapToObj(shard -> vertx.deployVerticle(() -> new ShardVerticle(shard, store, shared, clock, placed), options)).toList();
        return Future.all(deployed).compose(_ -> {
            var shards = new Shards(vertx, clock, places, settings, store);
            places[0].loop.run(shards.attendance::start);
            return shards.attendance.present().map(shards);
        });
    }

    public Appender appender() {
        return appender;
    }

    /// The time that all nodes share.
    public CommonClock clock() {
        return clock;
    }

    /// Whether this node owns the shard now; from any thread.
    public boolean owns(int shard) {
        return places[shard].owner.isOwning();
    }

    /// How many shards this node owns now; a figure for health.
    public long owned() {
        return Arrays.stream(places).filter(place -> place.owner.isOwning()).count();
    }

    /// Stops in order: what was given to the appender is written (for five seconds at most), then all shards are handed over.
    public Future<Void> stop() {
        return everywhere(this::drained).eventually(attendance::end).eventually(() -> everywhere(place -> {
            place.lane.close();
            return place.owner.stop();
        }));
    }

    private Future<Void> drained(Place place) {
        Promise<Void> drained = Promise.promise();
        long until = place.loop.millis() + DRAIN_MILLIS;
        wait(place, until, drained);
        return drained.future();
    }

    private void wait(Place place, long until, Promise<Void> drained) {
        if (place.lane.isIdle() || place.loop.millis() >= until) drained.complete();
        else
            place.loop.after(20, () -> wait(place, until, drained));
    }

    private Future<Void> everywhere(Function<Place, Future<Void>> act) {
        List<Future<Void>> all = new ArrayList<>();
        for (var place : places) {
            Promise<Void> done = Promise.promise();
            place.loop.run(() -> act.apply(place).onComplete(done));
            all.add(done.future());
        }
        return Future.join(all).<Void>mapEmpty().otherwiseEmpty();
    }
}
