package io.tidemark.presence;

import io.tidemark.log.Entry;
import io.tidemark.log.EntryId;
import io.tidemark.log.Item;
import io.tidemark.log.Numbered;
import io.tidemark.log.Origin;
import io.tidemark.log.StreamId;
import io.tidemark.signal.Signal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Everything live of the masters of one shard, and their figures, as a function of the entries applied.
///
/// Follow one join: [#apply] lets time pass ([Clock]), hands the signal to [Joins], which changes a [Session] and counts it in the
/// accounts it belongs to ([Step]); when the step is complete, minutes are noted and peaks raised. [#changes] then says what to keep.
public final class Shard {

    /// The tables that a shard is kept in.
    public static final List<String> TABLES = List.of("state", "traits", "accounts", "levels", "minutes", "sources", "events", "sessions",
            "ends",
            "views");

    private final Live live;
    private final Refusals refusals;
    private final Endings endings;
    private final Joins joins;
    private final Events events;
    private final Streams streams;
    private final AccountSettings settings;
    private final Scenes scenes;
    private final Clock clock;
    private final Foresight foresight;
    private final Kept kept;
    private EntryId position = EntryId.ZERO;

    private Shard(String defaultZone) {
        live = new Live(defaultZone);
        refusals = new Refusals(live);
        endings = new Endings(live, refusals);
        joins = new Joins(live, endings, refusals);
        events = new Events(live, endings, refusals);
        var holds = new Holds(live);
        streams = new Streams(live, endings, holds);
        settings = new AccountSettings(live);
        scenes = new Scenes(live);
        clock = new Clock(live, endings, streams, holds);
        foresight = new Foresight(live);
        kept = new Kept(live);
    }

    /// A shard to which nothing has been applied. `defaultZone` is the zone of masters that have none of their own.
    public static Shard empty(String defaultZone) {
        return new Shard(defaultZone);
    }

    /// The shard as it was when `tables` (by name) were kept. [#recall] what the log before its position tells, then apply what
    /// comes after.
    public static Shard load(String defaultZone, Map<String, Fields> tables) {
        var shard = new Shard(defaultZone);
        shard.position = new Loading(shard.live, shard.streams).load(tables);
        return shard;
    }

    /// What lets it recall the signs of life in the log before its position, which are not kept with every commit.
    public Recall recall() {
        return new Recall(live);
    }

    /// Applies the next entry. If this throws, this shard is spoiled: load it again and pass the entry over.
    public void apply(Entry entry) {
        if (!entry.id().isAfter(position)) throw new IllegalArgumentException("entry " + entry.id() + " is not after " + position);
        clock.advance(entry.time());
        var items = entry.items();
        for (int i = 0, seen = 0; i < items.size(); i++) {
            if (i == seen) seen = foresight.lookFrom(items, i);
            apply(items.get(i));
        }
        live.ends.prune(live.now);
        position = entry.id();
    }

    /// Passes over an entry that cannot be applied.
    public void skip(EntryId id) {
        position = id;
    }

    private void apply(Item item) {
        switch (item) {
            case Item.Opened opened -> streams.opened(opened);
            case Item.Frame(var id, var origin, var sequence, var scope, var signals) -> {
                Stream stream = heard(id, origin);
                streams.frame(stream, signals);
                apply(new Said(origin, stream, scope, sequence, item), signals);
            }
            case Item.SnapshotPart part -> snapshot(part);
            case Item.Gap(var id, var origin) -> streams.gap(heard(id, origin));
            case Item.Beat(var id, var origin, var scope, var isAlive, var heartbeats) -> {
                Stream stream = heard(id, origin);
                if (isAlive) stream.alive = live.now;
                beat(new Said(origin, stream, scope, 0, item), heartbeats);
            }
            case Item.Plain(var origin, _, var scope, var isAlive, var signals) -> {
                streams.heard(origin, isAlive);
                if (isAlive) alive(origin);
                apply(new Said(origin, null, scope, 0, item), signals);
            }
            case Item.Tick _ -> scenes.draw();
            case Item.Settings set -> settings.set(set);
            case Item.KnownPeaks known -> settings.know(known);
        }
        live.step.end();
    }

    private Stream heard(StreamId id, Origin origin) {
        Stream stream = streams.stream(id);
        streams.heard(stream, origin);
        return stream;
    }

    private void snapshot(Item.SnapshotPart part) {
        Stream stream = streams.stream(part.stream());
        boolean isNext = streams.beginsPart(stream, part, stream.sign);
        streams.heard(stream, part.origin());
        if (!isNext) return;
        apply(new Said(part.origin(), stream, part.scope(), part.sequence(), part), part.joins());
        streams.named(stream, part.joins());
        if (part.last()) streams.snapshotComplete(stream);
    }

    private void apply(Said said, List<Numbered> signals) {
        for (Numbered numbered : signals) {
            int index = numbered.index();
            if (refusals.refuseIfOutOfReach(said, index, numbered.signal())) continue;
            switch (numbered.signal()) {
                case Signal.Heartbeat heartbeat -> endings.heartbeat(said, index, heartbeat);
                case Signal.Join join -> joins.join(said, index, join);
                case Signal.Leave leave -> endings.leave(said, index, leave);
                case Signal.Event event -> events.event(said, index, event);
                case Signal.Note note -> live.facts.note(live.signalled(said.account(note)), note, said.identity() + '|' + index);
            }
            live.step.end();
        }
    }

    private void beat(Said said, List<Signal.Heartbeat> heartbeats) {
        for (int index = 0; index < heartbeats.size(); index++)
            if (!refusals.refuseIfOutOfReach(said, index, heartbeats.get(index))) endings.heartbeat(said, index, heartbeats.get(index));
    }

    private void alive(Origin origin) {
        for (Session session = live.holder(origin).first; session != null; session = session.nextOfHolder)
            live.keeping.sign(session);
    }

    /// The last entry applied, or passed over.
    public EntryId position() {
        return position;
    }

    /// What has changed since this was last called.
    public Changes changes() {
        return kept.changes(position, scenes.take());
    }

    /// Whether [#changes] would bring no more than the position: since it was last called there were only signs of life.
    public boolean isUnchanged() {
        return live.isUntouched() && scenes.isEmpty();
    }

    /// How much has changed since [#changes] was last called: sessions and facts.
    public int pending() {
        return live.dirtySessions.size() + live.facts.size();
    }

    /// The figures of an account, `null` when it is unknown.
    public @Nullable Standing standing(String account) {
        Master master = live.master(account);
        AccountNode node = master == null ? null : master.accounts.get(account);
        return node == null ? null : node.standing();
    }

    /// The accounts of this shard, in no order.
    public Collection<String> accounts() {
        return live.masters.values().stream().flatMap(master -> master.accounts.keySet().stream()).toList();
    }

    /// How many sessions are live.
    public int sessions() {
        return live.sessions.size();
    }
}
