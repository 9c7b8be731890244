package io.tidemark.shard;

import io.tidemark.log.Item;
import io.tidemark.log.Numbered;
import io.tidemark.log.Origin;
import io.tidemark.log.Scope;
import io.tidemark.log.StreamId;
import io.tidemark.presence.Notice;
import io.tidemark.signal.About;
import io.tidemark.signal.Facts;
import io.tidemark.signal.Kind;
import io.tidemark.signal.Role;
import io.tidemark.signal.Signal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A producer as the protocol wants it, and the part of ingest that speaks for it: a stream with numbered frames, its own log of them,
/// resume, snapshot, reconnect; it may die and come back as another incarnation. It knows the truth about its own sessions.
final class SimProducer {

    private static final int WINDOW = 6;

    private final SimWorld world;
    private final Supplier<SimNode> anyNode;
    private final String master;
    private final StreamId stream;
    private final int shard;
    private final Scope scope;
    private final List<List<Numbered>> frames = new ArrayList<>();
    private final Map<String, Signal.Join> sessions = new LinkedHashMap<>();
    private String incarnation = "";
    private SimNode node;
    private Origin origin;
    private boolean open;
    private boolean dead;
    private boolean quiet;
    private long sent;
    private long acked;
    private long heard;
    private long connection;
    private int names;
    private int snapshots;
    /// The greatest number of sessions that any prefix of what was said has.
    int greatest;
    final List<String> notes = new ArrayList<>();

    SimProducer(SimWorld world, Supplier<SimNode> anyNode, String master, String name, int shards) {
        this.world = world;
        this.anyNode = anyNode;
        this.master = master;
        this.stream = new StreamId(master, master, name);
        this.shard = ShardOf.master(master, shards);
        this.scope = new Scope(master, master);
        begin();
        speak();
        watch();
    }

    private void begin() {
        incarnation = Long.toHexString(world.random.nextLong());
        frames.clear();
        sessions.clear();
        notes.clear();
        snapshots = 0;
        acked = 0;
        dead = false;
        connect();
    }

    /// Dies with whatever is in flight; another incarnation comes a little later.
    void crash() {
        if (dead) return;
        dead = true;
        open = false;
        connection++;
        world.after(world.between(100, 20_000), this::begin);
    }

    /// Says no more than that it lives, so that everything settles.
    void calm() {
        quiet = true;
    }

    String master() {
        return master;
    }

    Map<String, Signal.Join> sessions() {
        return sessions;
    }

    boolean isSettled() {
        return !dead && open && acked == frames.size();
    }

    boolean hasSnapshot() {
        return snapshots > 0;
    }

    private void connect() {
        open = false;
        node = anyNode.get();
        long mine = ++connection;
        heard = world.now();
        if (node == null) return;
        origin = new Origin(node.run, node.connect(this));
        var opening = new Parcel.Opening(new Item.Opened(stream, incarnation, origin, 30));
        say(opening, mine, answer -> {
            if (answer instanceof Appended.Opened(_, long known)) opened(known);
            else
                reconnect();
        });
    }

    private void reconnect() {
        connection++;
        open = false;
        world.after(world.between(50, 1_500), () -> {
            if (!dead && !open) connect();
        });
    }

    private void opened(long known) {
        open = true;
        if (known > frames.size()) {
            snapshot();
            return;
        }
        acked = known;
        sent = known;
        send();
    }

    private void speak() {
        world.after(world.between(100, 1_800), this::speak);
        if (dead || quiet) return;
        var signals = new ArrayList<Numbered>();
        for (int n = world.between(1, 4); n > 0; n--)
            signals.add(new Numbered(signals.size(), signal()));
        frames.add(signals);
        send();
    }

    private Signal signal() {
        long at = world.now();
        if (!sessions.isEmpty() && world.chance(sessions.size() > 8 ? 70 : 35)) {
            var names = List.copyOf(sessions.keySet());
            String leaving = names.get(world.between(0, names.size() - 1));
            sessions.remove(leaving);
            return new Signal.Leave(null, at, leaving, null);
        }
        if (world.chance(8)) {
            String note = "note-" + stream.producer() + '-' + incarnation + '-' + notes.size();
            notes.add(note);
            return new Signal.Note(null, at, "usage", ("{\"note\":\"" + note + "\"}").getBytes(StandardCharsets.UTF_8));
        }
        String session = !sessions.isEmpty() && world.chance(15)
                ? sessions.keySet().iterator().next()
                : stream.producer() + '-' + incarnation + '-' + names++;
        var join = new Signal.Join(null, at, session, "e" + master + world.between(1, 3), Kind.WEBINAR,
                world.chance(30) ? Role.SPEAKER : Role.PARTICIPANT, null, Facts.NONE, About.NONE, 0, null);
        sessions.put(session, join);
        greatest = Math.max(greatest, sessions.size());
        return join;
    }

    private void send() {
        while (open && sent < frames.size() && sent < acked + WINDOW) {
            long sequence = ++sent;
            say(new Parcel.Framed(new Item.Frame(stream, origin, sequence, scope, frames.get((int) sequence - 1))), connection,
                    answer -> answered(sequence, answer));
        }
    }

    private void answered(long sequence, Appended answer) {
        switch (answer) {
            case Appended.Logged _ -> acked = Math.max(acked, sequence);
            case Appended.Skipped(long known) -> acked = Math.max(acked, Math.min(known, frames.size()));
            case Appended.ResumeFrom(long from) -> {
                acked = from - 1;
                sent = acked;
            }
            case Appended.Refused _ -> sent = acked;
            default -> {
                reconnect();
                return;
            }
        }
        send();
    }

    /// Everything up to the last frame in parts; nothing else is sent until they are answered.
    private void snapshot() {
        if (!open) return;
        snapshots++;
        open = false;
        long contains = frames.size();
        var joins = new ArrayList<Numbered>();
        sessions.values().forEach(join -> joins.add(new Numbered(joins.size() % 3, join)));
        long mine = connection;
        part(mine, contains, joins, 1);
    }

    private void part(long mine, long contains, List<Numbered> left, int number) {
        boolean last = left.size() <= 3;
        var part = new Item.SnapshotPart(stream, origin, contains, number, last, scope, left.subList(0, Math.min(3, left.size())));
        say(new Parcel.Part(part), mine, answer -> {
            if (!(answer instanceof Appended.Logged)) {
                reconnect();
            } else if (!last) {
                part(mine, contains, left.subList(3, left.size()), number + 1);
            } else {
                acked = contains;
                sent = contains;
                open = true;
                send();
            }
        });
    }

    void lapsed(SimNode by, Notice.Lapsed notice) {
        if (by == node && notice.stream().equals(stream) && notice.origin().equals(origin)) snapshot();
    }

    /// Signs of life, and a new connection when nothing was heard for long.
    private void watch() {
        world.after(2_000, this::watch);
        if (dead) return;
        if (world.now() - heard > 6_000 || node == null || !node.isAlive()) {
            reconnect();
        } else if (open) {
            say(new Parcel.Beating(new Item.Beat(stream, origin, scope, true, List.of())), connection, answer -> {
                if (!(answer instanceof Appended.Logged)) reconnect();
            });
        }
    }

    /// Through the socket to the node, and its answer back, unless one of them is gone by then.
    private void say(Parcel parcel, long mine, Consumer<Appended> then) {
        var to = node;
        to.loop.after(2, () -> to.append(shard, parcel).onSuccess(answer -> world.after(2, () -> {
            if (dead || connection != mine) return;
            heard = world.now();
            then.accept(answer);
        })));
    }
}
