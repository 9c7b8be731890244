package io.tidemark.shard;

import io.tidemark.log.Item;
import io.tidemark.log.Numbered;
import io.tidemark.log.Origin;
import io.tidemark.log.Scope;
import io.tidemark.presence.Notice;
import io.tidemark.signal.About;
import io.tidemark.signal.Facts;
import io.tidemark.signal.Kind;
import io.tidemark.signal.Role;
import io.tidemark.signal.Signal;
import java.util.List;
import java.util.function.Supplier;

/// A player outside streams: joins, says every few seconds that it lives, through whichever node, and joins again when told that nobody
/// knows it.
final class SimPlayer {

    static final String MASTER = "delta";
    private static final Scope SCOPE = new Scope(MASTER, MASTER);
    private static final int TIMEOUT = 20;

    private final SimWorld world;
    private final Supplier<SimNode> anyNode;
    private final String session;
    private final int shard;
    private SimNode node;
    private long connection;
    private long numbers;

    SimPlayer(SimWorld world, Supplier<SimNode> anyNode, String session, int shards) {
        this.world = world;
        this.anyNode = anyNode;
        this.session = session;
        this.shard = ShardOf.master(MASTER, shards);
        join();
        live();
    }

    void hear(Notice.Rejected rejected) {
        if (session.equals(rejected.session())) join();
    }

    private void join() {
        say(new Signal.Join(null, world.now(), session, "title", Kind.VOD, Role.PARTICIPANT, null, Facts.NONE, About.NONE, TIMEOUT, null));
    }

    private void live() {
        world.after(world.between(3_000, 6_000), this::live);
        say(Signal.Heartbeat.of(null, world.now(), session));
    }

    private void say(Signal signal) {
        if (node == null || !node.isAlive()) {
            node = anyNode.get();
            if (node == null) return;
            connection = node.connect(this);
        }
        var to = node;
        var plain = new Item.Plain(new Origin(to.run, connection), ++numbers, SCOPE, false, List.of(new Numbered(0, signal)));
        to.loop.after(2, () -> to.append(shard, new Parcel.Loose(plain)));
    }
}
