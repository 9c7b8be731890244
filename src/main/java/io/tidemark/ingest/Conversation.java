package io.tidemark.ingest;

import io.tidemark.ingest.decode.Batch;
import io.tidemark.ingest.decode.Message;
import io.tidemark.ingest.decode.Rejection;
import io.tidemark.ingest.decode.RejectionCode;
import io.tidemark.log.Item;
import io.tidemark.log.Numbered;
import io.tidemark.log.Scope;
import io.tidemark.shard.Appended;
import io.tidemark.shard.Parcel;
import io.tidemark.signal.Account;
import io.tidemark.signal.Signal.Heartbeat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a socket's messages mean: numbered ones go to its [Streams], others to the logs of the masters that they name.
final class Conversation {

    private static final long SPEAKS_NANOS = 2_500_000_000L;

    private final IngestSocket socket;
    private final IngestNode node;
    private final Streams streams;
    private final Scope scope;
    private final Reach reach;
    private final @Nullable String ownMaster;
    private final SocketSigns signs;
    private long messages;
    private long spokenWhileNotRead;

    Conversation(IngestSocket socket, IngestNode node, Keys.Grant grant) {
        this.socket = socket;
        this.node = node;
        streams = new Streams(socket, node, grant);
        signs = new SocketSigns(node, streams, (shard, alive) -> loose(shard, alive, List.of()));
        scope = grant.scope();
        reach = new Reach(scope, null);
        String own = grant.ownAccount();
        ownMaster = own == null ? null : Account.master(own);
    }

    Streams streams() {
        return streams;
    }

    void take(Message message) {
        switch (message) {
            case Message.Hello hello -> streams.hello(hello);
            case Message.Frame frame -> streams.frame(frame);
            case Message.Snapshot part -> streams.part(part);
            case Message.Plain(var batch) -> {
                if (streams.isEmpty())
                    plain(reach.within(batch));
                else
                    outsideFrames(batch);
            }
            case Message.Refused(var account, var sequence, var rejection) -> socket.reject(account, sequence, rejection);
            case Message.Malformed(var rejection) -> socket.reject(null, 0, rejection);
        }
    }

    private void plain(Batch batch) {
        socket.received(ownMaster, 0, batch);
        messages++;
        if (batch.alive())
            signs.alive(System.nanoTime());
        if (batch.signals().isEmpty())
            return;
        String account = reach.accountOf(batch.signals().getFirst());
        int shard = node.shardOf(account);
        if (isAllOf(shard, account, batch.signals()))
            said(shard, batch.signals());
        else
            byShard(batch.signals()).forEach(this::said);
    }

    private boolean isAllOf(int shard, String account, List<Numbered> signals) {
        for (Numbered numbered : signals) {
            String other = reach.accountOf(numbered);
            if (!other.equals(account) && node.shardOf(other) != shard)
                return false;
        }
        return true;
    }

    private Map<Integer, List<Numbered>> byShard(List<Numbered> signals) {
        var byShard = new LinkedHashMap<Integer, List<Numbered>>();
        for (Numbered numbered : signals)
            byShard.computeIfAbsent(node.shardOf(reach.accountOf(numbered)), _ -> new ArrayList<>()).add(numbered);
        return byShard;
    }

    private void said(int shard, List<Numbered> signals) {
        signs.touch(shard);
        loose(shard, false, signals);
    }

    private void loose(int shard, boolean alive, List<Numbered> signals) {
        var item = new Item.Plain(socket.origin(), messages, scope, alive, signals);
        socket.append(shard, new Parcel.Loose(item), signals.size(), answer -> {
            if (!(answer instanceof Appended.Logged))
                throw new IllegalStateException("the log gave an answer that fits no plain message: " + answer);
        });
    }

    /// After `hello` only signs of life may be unnumbered.
    private void outsideFrames(Batch batch) {
        var beats = new LinkedHashMap<OpenStream, List<Heartbeat>>();
        var bad = new ArrayList<>(batch.rejections());
        var good = new ArrayList<Numbered>();
        for (Numbered numbered : batch.signals()) {
            OpenStream stream = numbered.signal() instanceof Heartbeat ? streamOf(numbered) : null;
            Rejection rejection = rejection(numbered, stream);
            if (rejection != null) {
                bad.add(rejection);
            } else if (stream != null && numbered.signal() instanceof Heartbeat heartbeat) {
                good.add(numbered);
                beats.computeIfAbsent(stream, _ -> new ArrayList<>()).add(heartbeat);
            }
        }
        socket.received(ownMaster, 0, new Batch(good, bad, batch.alive()));
        long now = System.nanoTime();
        beats.forEach((stream, heartbeats) -> streams.beat(stream, heartbeats, now));
        if (batch.alive())
            signs.alive(now);
    }

    private @Nullable OpenStream streamOf(Numbered numbered) {
        String named = numbered.signal().account();
        if (named != null)
            return streams.ofAccount(named);
        return streams.all().size() == 1 ? streams.all().iterator().next() : null;
    }

    private static @Nullable Rejection rejection(Numbered numbered, @Nullable OpenStream stream) {
        if (!(numbered.signal() instanceof Heartbeat))
            return new Rejection(numbered.index(), RejectionCode.UNNUMBERED,
                    "after hello a signal must stand in a numbered frame; only heartbeat and alive may travel outside");
        if (stream == null)
            return new Rejection(numbered.index(), RejectionCode.NO_STREAM,
                    "account must be of a stream that hello has opened on this socket");
        String named = numbered.signal().account();
        return named == null || stream.scope().reaches(named)
                ? null
                : new Rejection(numbered.index(), RejectionCode.OTHER_ACCOUNT,
                        "account must be " + stream.scope().reach() + " or below it; was \"" + named + "\"");
    }

    /// The last message `came` at that time, or now, when the socket is not read by our own choice.
    void everySecond(long now, long came) {
        streams.askAgain(now);
        signs.everySecond(now, came);
    }

    /// The peer's pings are not read either: an ack again, now and then, tells it that it is not forgotten.
    void whileNotRead(long now) {
        afterPause(now);
        if (now - spokenWhileNotRead >= SPEAKS_NANOS) {
            spokenWhileNotRead = now;
            streams.ackAgain();
        }
    }

    /// We did not read the socket for a while: what it would have said in that time is said for it.
    void afterPause(long now) {
        signs.alive(now);
        everySecond(now, now);
    }
}
