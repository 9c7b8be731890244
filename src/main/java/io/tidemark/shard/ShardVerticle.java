package io.tidemark.shard;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/// One shard's place on this node, on one event loop: the lane into its log, and its owner, when this node should own it.
final class ShardVerticle extends VerticleBase {

    private final int shard;
    private final Store store;
    private final ShardOwner.Context shared;
    private final CommonClock clock;
    private final Placed placed;

    /// Where a started verticle announces itself.
    interface Placed {
        void at(int shard, Loop loop, Lane lane, ShardOwner owner);
    }

    ShardVerticle(int shard, Store store, ShardOwner.Context shared, CommonClock clock, Placed placed) {
        this.shard = shard;
        this.store = store;
        this.shared = shared;
        this.clock = clock;
        this.placed = placed;
    }

    @Override
    public Future<?> start() {
        var loop = new ContextLoop(vertx, context);
        var lane = new Lane(shard, store, loop, clock, shared.meters());
        placed.at(shard, loop, lane, new ShardOwner(shard, shared, store, lane, loop));
        return Future.succeededFuture();
    }
}
