package io.tidemark.presence.oracle;

import io.tidemark.log.Entry;
import io.tidemark.log.EntryId;
import io.tidemark.log.Item;
import io.tidemark.presence.Changes;
import io.tidemark.presence.Fields;
import io.tidemark.presence.Notice;
import io.tidemark.presence.Shard;
import io.tidemark.presence.TableChange;
import io.tidemark.presence.oracle.World.Stretch;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The shard as its owner runs it: changes are taken after every entry or after several, and kept; now and then the owner dies and
/// another loads what was kept, recalls the log before it and applies what comes after.
final class ShardSide implements Side {
    private final String zone;
    private final long seed;
    private final int takenOneIn;
    private final int diesOneIn;
    private final Map<String, Map<byte[], byte[]>> kept = new TreeMap<>();
    private final List<byte[]> facts = new ArrayList<>();
    private final List<Entry> log = new ArrayList<>();
    private Shard shard;
    private EntryId position = EntryId.ZERO;
    private long trimmedTo;
    private final Map<String, Backdrop> drawn = new TreeMap<>();
    private @Nullable List<String> refusals;
    private boolean ticked;

    private ShardSide(String zone, long seed, int takenOneIn, int diesOneIn) {
        this.zone = zone;
        this.seed = seed;
        this.takenOneIn = takenOneIn;
        this.diesOneIn = diesOneIn;
        this.shard = Shard.empty(zone);
        Shard.TABLES.forEach(table -> kept.put(table, new TreeMap<>(Arrays::compareUnsigned)));
    }

    /// Changes are taken after every entry.
    static ShardSide steady(String zone) {
        return new ShardSide(zone, 0, 1, 0);
    }

    /// Changes are taken after several entries, and one in `diesOneIn` entries is its owner's last. Which they are depends on the
    /// entry alone, so that a shorter history fails in the same way.
    static ShardSide mortal(String zone, long seed, int diesOneIn) {
        return new ShardSide(zone, seed, 3, diesOneIn);
    }

    @Override
    public void apply(Entry entry) {
        log.add(entry);
        shard.apply(entry);
        refusals = null;
        ticked = !entry.items().isEmpty() && entry.items().getLast() instanceof Item.Tick;
        var fate = new SplittableRandom(seed ^ entry.id().hashCode());
        if (fate.nextInt(takenOneIn) == 0) take();
        if (diesOneIn > 0 && fate.nextInt(diesOneIn) == 0) die();
    }

    private void take() {
        Changes changes = shard.changes();
        for (TableChange change : changes.tables()) {
            var table = kept.get(change.table());
            change.removed().forEach(table::remove);
            change.set().forEach(field -> table.put(field.name(), field.value()));
        }
        facts.addAll(changes.facts());
        position = changes.position();
        trimmedTo = changes.trimTo();
        changes.scenes().forEach(scene -> drawn.put(scene.account(), Backdrop.of(scene)));
        if (takenOneIn == 1) refusals = refusals(changes);
    }

    /// Another owner comes: what was not kept is applied again, what the log no longer holds is not recalled.
    private void die() {
        var copy = new TreeMap<String, Fields>();
        kept.forEach((name, table) -> {
            var fields = new Fields();
            table.forEach((field, value) -> fields.add(ByteBuffer.wrap(field), ByteBuffer.wrap(value)));
            copy.put(name, fields);
        });
        shard = Shard.load(zone, copy);
        recall();
        log.stream().filter(entry -> entry.id().isAfter(position)).forEach(shard::apply);
    }

    private void recall() {
        var recall = shard.recall();
        for (Entry entry : log.reversed()) {
            if (entry.id().isAfter(position)) continue;
            if (entry.time() < trimmedTo || recall.isOver(entry.time())) return;
            recall.signs(entry);
        }
    }

    @Override
    public Map<String, Reading> readings() {
        var readings = new TreeMap<String, Reading>();
        for (String account : shard.accounts())
            readings.put(account, Reading.of(shard.standing(account)));
        return readings;
    }

    @Override
    public @Nullable Map<String, Backdrop> backdrops() {
        if (!ticked || takenOneIn > 1) return null;
        var backdrops = new TreeMap<String, Backdrop>();
        shard.accounts().forEach(account -> backdrops.put(account, drawn.getOrDefault(account, Backdrop.EMPTY)));
        return backdrops;
    }

    @Override
    public @Nullable List<String> refusals() {
        return refusals;
    }

    @Override
    public @Nullable List<Stretch> closed() {
        take();
        return Stretches.in(facts);
    }

    @Override
    public Map<String, String> told() {
        take();
        var told = new Told();
        for (byte[] fact : facts) {
            var node = Stretches.parse(fact);
            var standing = shard.standing(node.path("account").asText());
            if (standing != null) told.fact(node, standing.day());
        }
        return told.lines();
    }

    private static List<String> refusals(Changes changes) {
        var refusals = new ArrayList<String>();
        for (Notice notice : changes.notices())
            if (notice instanceof Notice.Rejected rejected && !rejected.code().equals("unknown_session"))
                refusals.add(rejected.sequence() + "/" + rejected.index() + ' ' + rejected.code());
        return refusals;
    }
}
