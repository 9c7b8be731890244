package io.tidemark.shard;

import io.tidemark.log.EntryCodec;
import io.tidemark.log.EntryId;
import io.tidemark.log.Item;
import io.tidemark.presence.Fields;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// A Redis of the model: the shards, the roll of nodes, and its own misfortunes. It can be away, and come back as it was some time ago.
final class ModelRedis {

    private static final long LEASE = 5_000;
    private static final long BACKUP_EVERY = 700;
    private static final int BACKUPS = 8;
    private static final byte[] TICK = EntryCodec.encode(new Item.Tick());

    private final SimWorld world;
    private final Set<Broken> broken;
    private final String zone;
    private final int count;
    private final ArrayDeque<List<ModelShard>> backups = new ArrayDeque<>();
    private final List<Runnable> waiting = new ArrayList<>();
    final Map<String, Roll.Member> members = new HashMap<>();
    final List<Consumer<FeedMessage>> subscribers = new ArrayList<>();
    List<ModelShard> shards;
    boolean away;
    int loads;
    boolean deafToRenewals;

    ModelRedis(SimWorld world, int count, String zone, Set<Broken> broken) {
        this.world = world;
        this.broken = broken;
        this.zone = zone;
        this.count = count;
        this.shards = fresh();
        backUp();
    }

    private List<ModelShard> fresh() {
        var all = new ArrayList<ModelShard>();
        for (int i = 0; i < count; i++)
            all.add(new ModelShard(broken));
        return all;
    }

    private void backUp() {
        backups.addLast(shards.stream().map(ModelShard::copy).toList());
        if (backups.size() > BACKUPS) backups.removeFirst();
        world.after(BACKUP_EVERY, this::backUp);
    }

    /// As after a fail-over: the last seconds never happened.
    void goBack() {
        int drop = world.between(0, backups.size() - 1);
        while (drop-- > 0)
            backups.removeLast();
        shards = new ArrayList<>(backups.getLast().stream().map(ModelShard::copy).toList());
    }

    void empty() {
        shards = fresh();
        members.clear();
        backups.clear();
        backups.addLast(shards.stream().map(ModelShard::copy).toList());
    }

    BatchAnswer append(int shard, Batch batch) {
        var answer = shards.get(shard).append(world.now(), batch);
        wake();
        return answer;
    }

    boolean take(int shard, String token, boolean force) {
        var it = shards.get(shard);
        if (world.now() >= it.ownedUntil || it.owner.equals(token) || force) {
            it.owner = token;
            it.ownedUntil = world.now() + LEASE;
            return true;
        }
        if (!it.log.isEmpty() && world.now() - it.last.millis() > 1_000) {
            it.add(world.now(), token + world.now(), TICK);
            wake();
        }
        return false;
    }

    Held renew(int shard, String token) {
        var it = shards.get(shard);
        var last = it.last;
        if (!it.isOwner(world.now(), token)) return new Held(false, it.position, last);
        if (!deafToRenewals) it.ownedUntil = world.now() + LEASE;
        it.add(world.now(), token + world.now(), TICK);
        wake();
        return new Held(true, it.position, last);
    }

    void release(int shard, String token) {
        var it = shards.get(shard);
        if (it.isOwner(world.now(), token)) it.ownedUntil = 0;
    }

    Reached reached(int shard) {
        var it = shards.get(shard);
        return new Reached(it.position, it.positionChain);
    }

    Kept load(int shard) {
        loads++;
        var copy = shards.get(shard).copy();
        var tables = new HashMap<String, Fields>();
        copy.tables.forEach((name, fields) -> {
            var kept = new Fields();
            fields.forEach((field, value) -> kept.add(ByteBuffer.wrap(field), ByteBuffer.wrap(value)));
            tables.put(name, kept);
        });
        return new Kept(reached(shard), tables);
    }

    long left(int shard) {
        return Math.max(0, shards.get(shard).ownedUntil - world.now());
    }

    List<Stored> recalled(int shard, EntryId from, EntryId before, int limit) {
        return broken.contains(Broken.RECALL) ? List.of() : shards.get(shard).readBack(from, before, limit);
    }

    CommitAnswer commit(int shard, Commit commit) {
        boolean repeated = shards.get(shard).position.equals(commit.position());
        var answer = shards.get(shard).commit(world.now(), commit);
        var changes = commit.changes();
        if (answer == CommitAnswer.DONE && !repeated)
            subscribers.forEach(subscriber -> subscriber.accept(new FeedMessage(shard, commit.previous(), commit.position(),
                    changes.standings(), changes.scenes(), changes.notices())));
        return answer;
    }

    Roll present(Roll.Self self) {
        long since = self.since() == 0 ? world.now() : self.since();
        members.put(self.node(), new Roll.Member(self.node(), since, world.now(), self.version()));
        return new Roll(world.now(), count, zone, List.copyOf(members.values()));
    }

    /// Calls back when an entry was added.
    void await(Runnable reader) {
        waiting.add(reader);
    }

    private void wake() {
        var readers = List.copyOf(waiting);
        waiting.clear();
        readers.forEach(Runnable::run);
    }
}
