package io.tidemark.shard;

import io.tidemark.log.Item;
import io.tidemark.log.Numbered;
import io.tidemark.log.Origin;
import io.tidemark.log.Scope;
import io.tidemark.log.StreamId;
import io.tidemark.signal.About;
import io.tidemark.signal.Facts;
import io.tidemark.signal.Kind;
import io.tidemark.signal.Role;
import io.tidemark.signal.Signal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// A producer on its own thread that keeps its log and speaks through the appenders of real nodes, one frame after the other.
final class LiveProducer implements Runnable {

    private final String master;
    private final int shard;
    private final StreamId stream;
    private final Scope scope;
    private final Random random;
    private final List<List<Numbered>> frames = new ArrayList<>();
    private final Set<String> sessions = new LinkedHashSet<>();
    private final List<Appender> nodes;
    private final String incarnation = Long.toHexString(System.nanoTime());
    private volatile boolean ended;
    private Origin origin = new Origin(1, 0);
    private Appender node;
    private long acked;
    private int names;
    int greatest;

    LiveProducer(String master, int shards, List<Appender> nodes, long seed) {
        this.master = master;
        this.shard = ShardOf.master(master, shards);
        this.stream = new StreamId(master, master, "sfu");
        this.scope = new Scope(master, master);
        this.nodes = nodes;
        this.random = new Random(seed);
    }

    /// Says no new frames; [#run] returns when the last one is acknowledged.
    void end() {
        ended = true;
    }

    String master() {
        return master;
    }

    int live() {
        return sessions.size();
    }

    int frames() {
        return frames.size();
    }

    @Override
    public void run() {
        open();
        while (!ended || acked < frames.size()) {
            if (acked == frames.size()) frames.add(frame());
            send(acked + 1);
        }
    }

    /// Another origin takes the stream over, through another node.
    void open() {
        node = nodes.get(random.nextInt(nodes.size()));
        origin = new Origin(random.nextLong() | 1, origin.connection() + 1);
        switch (ask(new Parcel.Opening(new Item.Opened(stream, incarnation, origin, 60)))) {
            case Appended.Opened(_, long known) -> acked = known;
            case Appended.OldIncarnation _ -> throw new IllegalStateException("old incarnation");
            default -> open();
        }
    }

    void beat() {
        ask(new Parcel.Beating(new Item.Beat(stream, origin, scope, true, List.of())));
    }

    private void send(long sequence) {
        switch (ask(new Parcel.Framed(new Item.Frame(stream, origin, sequence, scope, frames.get((int) sequence - 1))))) {
            case Appended.Logged _ -> acked = sequence;
            case Appended.Skipped(long known) -> acked = known;
            case Appended.ResumeFrom(long from) -> acked = from - 1;
            default -> open();
        }
    }

    private Appended ask(Parcel parcel) {
        try {
            return node.append(shard, parcel).toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Numbered> frame() {
        var signals = new ArrayList<Numbered>();
        for (int n = random.nextInt(1, 5); n > 0; n--)
            signals.add(new Numbered(signals.size(), signal()));
        return signals;
    }

    private Signal signal() {
        long at = System.currentTimeMillis();
        if (!sessions.isEmpty() && random.nextInt(100) < (sessions.size() > 200 ? 60 : 40)) {
            String leaving = sessions.iterator().next();
            sessions.remove(leaving);
            return new Signal.Leave(null, at, leaving, null);
        }
        String session = "s" + names++;
        sessions.add(session);
        greatest = Math.max(greatest, sessions.size());
        return new Signal.Join(null, at, session, "e" + random.nextInt(3), Kind.WEBINAR, Role.PARTICIPANT, null, Facts.NONE, About.NONE, 0,
                null);
    }
}
