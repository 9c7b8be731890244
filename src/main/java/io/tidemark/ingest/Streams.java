package io.tidemark.ingest;

import io.tidemark.ingest.decode.Batch;
import io.tidemark.ingest.decode.Message.Frame;
import io.tidemark.ingest.decode.Message.Hello;
import io.tidemark.ingest.decode.Message.Snapshot;
import io.tidemark.ingest.decode.Rejection;
import io.tidemark.ingest.decode.RejectionCode;
import io.tidemark.log.EntryId;
import io.tidemark.log.Item;
import io.tidemark.log.Origin;
import io.tidemark.log.Scope;
import io.tidemark.log.StreamId;
import io.tidemark.shard.Appended;
import io.tidemark.shard.Parcel;
import io.tidemark.signal.Account;
import io.tidemark.signal.Signal.Heartbeat;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The streams that one socket holds: opens them, passes their frames and snapshots on, and answers for them.
final class Streams {

    static final int DEFAULT_TIMEOUT = 90;

    private final IngestSocket socket;
    private final IngestNode node;
    private final Keys.Grant grant;
    private Map<String, OpenStream> byMaster = Map.of();
    private @Nullable Hello first;

    Streams(IngestSocket socket, IngestNode node, Keys.Grant grant) {
        this.socket = socket;
        this.node = node;
        this.grant = grant;
    }

    /// Who holds them, `-` while nobody has said hello.
    String producer() {
        return first == null ? "-" : first.producer();
    }

    boolean isEmpty() {
        return byMaster.isEmpty();
    }

    Collection<OpenStream> all() {
        return byMaster.values();
    }

    /// Not for a connection that is over: it would fence whoever has opened the stream since.
    void hello(Hello hello) {
        if (socket.isOver())
            return;
        List<String> masters = hello.accounts();
        if (masters.isEmpty() && grant.ownAccount() != null)
            masters = List.of(Account.master(grant.reach()));
        Rejection refusal = refusal(hello, masters);
        if (refusal != null) {
            socket.reject(null, 0, refusal);
            return;
        }
        first = hello;
        if (hello.now() != null)
            socket.correctBy(node.clock().millis() - hello.now());
        var greeting = new Greeting(socket, masters.size());
        int timeout = hello.timeout() == 0 ? DEFAULT_TIMEOUT : hello.timeout();
        for (String master : masters)
            open(hello, master, timeout, greeting);
        socket.after(node.limits().welcomePatience(), greeting::outOfPatience);
    }

    private @Nullable Rejection refusal(Hello hello, List<String> masters) {
        if (first != null && !(first.producer().equals(hello.producer()) && first.incarnation().equals(hello.incarnation())))
            return Rejection.whole(RejectionCode.OTHER_PRODUCER,
                    "a further hello must name the socket's producer and incarnation; open another socket for another producer");
        if (byMaster.size() + masters.stream().filter(master -> !byMaster.containsKey(master)).count() > IngestLimits.STREAMS)
            return Rejection.whole(RejectionCode.TOO_MANY,
                    "a socket must hold at most " + IngestLimits.STREAMS + " streams; open another one");
        if (masters.isEmpty())
            return Rejection.whole(RejectionCode.MISSING_ACCOUNT,
                    "accounts is missing, and the key is worth every account: name the masters");
        for (String master : masters)
            if (!grant.reach().equals(Account.EVERY) && !Account.master(grant.reach()).equals(master))
                return Rejection.whole(RejectionCode.OTHER_ACCOUNT,
                        "accounts must be " + Account.master(grant.reach()) + ", which is what the key is worth; one was \"" + master
                                + "\"");
        return null;
    }

    private void open(Hello hello, String master, int timeout, Greeting greeting) {
        var id = new StreamId(master, grant.reach(), hello.producer());
        var own = grant.ownAccount();
        if (byMaster.isEmpty())
            byMaster = new LinkedHashMap<>();
        OpenStream stream = byMaster.get(master);
        if (stream == null || stream.timeout() != timeout) {
            stream = new OpenStream(id, node.shardOf(master), new Scope(grant.reach(), own != null ? own : master), timeout);
            if (byMaster.put(master, stream) == null)
                node.metrics().streams.inc();
        }
        open(stream, hello.incarnation(), greeting);
    }

    private void open(OpenStream stream, String incarnation, @Nullable Greeting greeting) {
        stream.beginOpening(losses(stream));
        var item = new Item.Opened(stream.id(), incarnation, socket.origin(), stream.timeout());
        socket.append(stream.shard(), new Parcel.Opening(item), 0, answer -> {
            switch (answer) {
                case Appended.Opened(var entry, var acked) -> opened(stream, entry, acked, greeting);
                case Appended.OldIncarnation _ -> socket.close(CloseReason.OLD_INCARNATION);
                case Appended.Fenced _ -> socket.close(CloseReason.FENCED);
                default -> throw unexpected(answer);
            }
        });
    }

    private void opened(OpenStream stream, EntryId entry, long acked, @Nullable Greeting greeting) {
        stream.opened(entry, acked);
        stream.signs().spoke(System.nanoTime());
        node.connections().hold(stream.id(), socket);
        if (greeting != null)
            greeting.opened(stream);
        else
            resume(stream, acked + 1);
        socket.moved(stream);
    }

    void frame(Frame frame) {
        OpenStream stream = find(frame.account(), frame.sequence());
        if (stream == null)
            return;
        Batch batch = stream.reach().within(frame.batch());
        if (batch.alive())
            stream.signs().oweAlive();
        int count = batch.signals().size();
        if (!stream.admits(frame.sequence())) {
            node.metrics().received.inc(count);
            node.metrics().dropped.inc(count);
            return;
        }
        socket.received(stream.master(), frame.sequence(), batch);
        stream.signs().spoke(System.nanoTime());
        var item = new Item.Frame(stream.id(), socket.origin(), frame.sequence(), stream.scope(), batch.signals());
        socket.append(stream.shard(), new Parcel.Framed(item), count, answer -> {
            if (answer instanceof Appended.Logged(var entry)) {
                stream.logged(frame.sequence(), entry);
                socket.moved(stream);
            } else {
                notLogged(stream, frame.sequence(), answer);
            }
        });
    }

    void part(Snapshot part) {
        OpenStream stream = find(part.account(), part.sequence());
        if (stream == null)
            return;
        Batch batch = stream.reach().within(part.batch());
        socket.received(stream.master(), part.sequence(), batch);
        if (part.part() == 1)
            stream.forgetResume();
        stream.signs().spoke(System.nanoTime());
        var item = new Item.SnapshotPart(stream.id(), socket.origin(), part.sequence(), part.part(), part.last(), stream.scope(),
                batch.signals());
        socket.append(stream.shard(), new Parcel.Part(item), batch.signals().size(), answer -> {
            if (!(answer instanceof Appended.Logged(var entry))) {
                notLogged(stream, part.sequence(), answer);
            } else if (part.last()) {
                stream.logged(part.sequence(), entry);
                stream.oweAck();
                socket.moved(stream);
            }
        });
    }

    /// Heartbeats outside frames; what its frames have said of all its sessions goes with them.
    void beat(OpenStream stream, List<Heartbeat> heartbeats, long now) {
        boolean alive = stream.signs().takeAlive(now);
        stream.signs().spoke(now);
        var item = new Item.Beat(stream.id(), socket.origin(), stream.scope(), alive, heartbeats);
        socket.append(stream.shard(), new Parcel.Beating(item), heartbeats.size(), answer -> {
            if (!(answer instanceof Appended.Logged))
                notLogged(stream, 0, answer);
        });
    }

    /// Asks once more for frames that were asked for and have not come.
    void askAgain(long now) {
        for (OpenStream stream : byMaster.values()) {
            long from = stream.overdue(now);
            if (from > 0)
                socket.say(Answers.resume(stream.master(), from));
        }
    }

    /// Says what is acknowledged once more, for one stream: nothing new, but a sign of life of ours.
    void ackAgain() {
        byMaster.values().stream().filter(OpenStream::isOpen).findFirst().ifPresent(stream -> socket.say(stream.ackAgain()));
    }

    /// The stream of a message: the named one, or the only one. Says so when there is none.
    @Nullable
    OpenStream find(@Nullable String account, long sequence) {
        OpenStream only = byMaster.size() == 1 ? byMaster.values().iterator().next() : null;
        OpenStream stream = account == null ? only : byMaster.get(account);
        if (stream == null && account == null && !byMaster.isEmpty())
            socket.reject(null, sequence,
                    Rejection.whole(RejectionCode.MISSING_ACCOUNT, "account is missing, and several streams are open here"));
        else if (stream == null)
            socket.reject(account, sequence,
                    Rejection.whole(RejectionCode.NO_STREAM,
                            "a numbered message must belong to a stream that hello has opened on this socket"));
        return stream;
    }

    /// The stream of an account's master, `null` when it is not open here.
    @Nullable
    OpenStream ofAccount(String account) {
        return byMaster.get(Account.master(account));
    }

    /// Another origin has opened a stream; `position` is where the log had been read to when that was told.
    void openedElsewhere(StreamId id, Origin opener, EntryId position) {
        OpenStream stream = byMaster.get(id.master());
        EntryId openedIn = stream == null || !stream.id().equals(id) ? null : stream.openedIn();
        if (openedIn != null && !openedIn.isAfter(position) && !opener.equals(socket.origin()))
            socket.close(CloseReason.FENCED);
    }

    void release() {
        for (OpenStream stream : byMaster.values()) {
            node.connections().release(stream.id(), socket);
            node.metrics().streams.dec();
        }
    }

    private void notLogged(OpenStream stream, long sequence, Appended answer) {
        switch (answer) {
            case Appended.Skipped(var acked) -> {
                stream.skipped(acked);
                socket.moved(stream);
            }
            case Appended.ResumeFrom(var from) -> resume(stream, from);
            case Appended.Fenced _ -> socket.close(CloseReason.FENCED);
            case Appended.OldIncarnation _ -> socket.close(CloseReason.OLD_INCARNATION);
            case Appended.Unopened _ -> {
                byMaster.values().stream().filter(other -> other.shard() == stream.shard()).forEach(other -> other.signs().doubt());
                reopen(stream);
            }
            case Appended.Refused(var reason) -> socket.reject(stream.master(), sequence, Answers.refused(reason));
            default -> throw unexpected(answer);
        }
    }

    private void resume(OpenStream stream, long from) {
        if (stream.resumeFrom(from, System.nanoTime()))
            socket.say(Answers.resume(stream.master(), from));
    }

    /// What was known of the stream is lost, or some of it may be; this socket still holds it.
    void reopen(OpenStream stream) {
        if (first != null && stream.beginOpening(losses(stream)))
            open(stream, first.incarnation(), null);
    }

    private long losses(OpenStream stream) {
        return node.appender().durable(stream.shard()).losses();
    }

    private static IllegalStateException unexpected(Appended answer) {
        return new IllegalStateException("the log gave an answer that fits no stream: " + answer);
    }
}
