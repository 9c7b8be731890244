package io.tidemark.ingest;

import io.tidemark.ingest.SignsOfLife.Due;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// What the logs are told of one socket's life, about once a second. A platform may open hundreds of streams through a socket: the log of
/// a shard is told once for all of its streams, and one of them asks meanwhile whether it is still known, the others now and then.
final class SocketSigns {

    /// So many streams speak for themselves in one turn; the others the next time.
    private static final int MOST_SPEAKERS = 200;

    /// Tells a log that the socket lives; `alive`: and all its sessions.
    @FunctionalInterface
    interface Teller {
        void tell(int shard, boolean alive);
    }

    private final IngestNode node;
    private final Streams streams;
    private final Teller teller;
    private final BitSet touched = new BitSet();
    private int lastTouched = -1;
    private final BitSet owedAlive = new BitSet();
    private long aliveTold;

    SocketSigns(IngestNode node, Streams streams, Teller teller) {
        this.node = node;
        this.streams = streams;
        this.teller = teller;
    }

    /// Something outside streams goes to the log of this shard: it knows the socket from now on.
    void touch(int shard) {
        if (shard != lastTouched)
            touched.set(shard);
        lastTouched = shard;
    }

    /// All that was said through the socket lives.
    void alive(long now) {
        owedAlive.or(touched);
        streams.all().forEach(stream -> owedAlive.set(stream.shard()));
        passAlive(now);
    }

    /// The last message `came` at that time, or now, when the socket is not read by our own choice.
    void everySecond(long now, long came) {
        passAlive(now);
        var silent = new BitSet();
        int speakers = 0;
        for (OpenStream stream : streams.all()) {
            if (!stream.isOpen() || node.appender().isFull(stream.shard()))
                continue;
            if (stream.signs().due(now, came) == Due.STREAM && speakers++ < MOST_SPEAKERS)
                streams.beat(stream, List.of(), now);
            else if (stream.signs().lags(now, came))
                silent.set(stream.shard());
        }
        silent.stream().forEach(shard -> pass(shard, false, now));
    }

    /// A log that is full hears of it once it has drained.
    private void passAlive(long now) {
        if (owedAlive.isEmpty() || now - aliveTold < SignsOfLife.AGAIN_NANOS)
            return;
        for (int shard = owedAlive.nextSetBit(0); shard >= 0; shard = owedAlive.nextSetBit(shard + 1)) {
            if (node.appender().isFull(shard))
                continue;
            owedAlive.clear(shard);
            aliveTold = now;
            pass(shard, true, now);
        }
    }

    private void pass(int shard, boolean alive, long now) {
        var speakers = new ArrayList<OpenStream>();
        boolean others = touched.get(shard);
        for (OpenStream stream : streams.all()) {
            if (stream.shard() != shard)
                continue;
            boolean asks = speakers.isEmpty() || stream.signs().hasToAsk(now) && speakers.size() < MOST_SPEAKERS;
            if (asks && stream.isOpen())
                speakers.add(stream);
            else
                others = true;
            stream.signs().heard(now);
        }
        for (OpenStream stream : speakers) {
            if (alive)
                stream.signs().oweAlive();
            streams.beat(stream, List.of(), now);
        }
        if (others)
            teller.tell(shard, alive);
    }
}
