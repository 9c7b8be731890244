package io.tidemark.ingest;

import io.tidemark.log.EntryId;
import io.tidemark.log.Item;
import io.tidemark.log.Origin;
import io.tidemark.log.StreamId;
import io.tidemark.shard.Appended;
import io.tidemark.shard.Appender;
import io.tidemark.shard.Durable;
import io.tidemark.shard.Feed;
import io.tidemark.shard.FeedMessage;
import io.tidemark.shard.Parcel;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The logs of all shards, in memory, with the checks that append makes. It can be full, away, silent or forgetful at will.
final class LogModel implements Appender, Feed {

    private record Known(String incarnation, Origin fence, long seq, int parts) {}

    private record Answered(String digest, byte[] answer) {}

    private final List<Item> items = new ArrayList<>();
    private final Map<StreamId, Known> streams = new HashMap<>();
    private final Map<String, Answered> once = new HashMap<>();
    private final List<Runnable> unanswered = new ArrayList<>();
    private final List<Runnable> drains = new ArrayList<>();
    private final List<Consumer<Durable>> followers = new ArrayList<>();
    private final Map<Integer, List<Consumer<FeedMessage>>> subscribers = new HashMap<>();
    private long entries;
    private long durable;
    private long losses;
    private boolean silent;
    private boolean broken;
    private boolean full;
    private boolean brimming;
    private boolean away;
    private boolean lazy;

    @Override
    public synchronized Future<Appended> append(int shard, Parcel parcel) {
        Context caller = Vertx.currentContext();
        Promise<Appended> promise = Promise.promise();
        Appended answer = answer(parcel);
        if (broken)
            throw new IllegalStateException("broken on purpose");
        Runnable reply = () -> caller.runOnContext(_ -> promise.complete(answer));
        if (silent)
            unanswered.add(reply);
        else
            reply.run();
        if (!lazy)
            makeDurable();
        return promise.future();
    }

    private Appended answer(Parcel parcel) {
        return switch (parcel) {
            case Parcel.Opening(var item) -> open(item);
            case Parcel.Streamed streamed -> {
                Known known = streams.get(streamed.stream());
                if (known == null)
                    yield new Appended.Unopened();
                yield known.fence.equals(streamed.fence()) ? streamed(streamed, known) : new Appended.Fenced();
            }
            case Parcel.Once(var item, var key, var digest, var first) -> {
                Answered before = once.putIfAbsent(key, new Answered(digest, first));
                if (before == null)
                    yield log(item);
                yield before.digest.equals(digest) ? new Appended.Repeated(before.answer) : new Appended.Conflict();
            }
            case Parcel.Loose(var item) -> log(item);
            case Parcel.Told(var item) -> log(item);
        };
    }

    private Appended open(Item.Opened item) {
        Known known = streams.get(item.stream());
        if (item.incarnation().startsWith("old"))
            return new Appended.OldIncarnation();
        long seq = known != null && known.incarnation.equals(item.incarnation()) ? known.seq : 0;
        streams.put(item.stream(), new Known(item.incarnation(), item.origin(), seq, 0));
        log(item);
        return new Appended.Opened(new EntryId(entries, 0), seq);
    }

    private Appended streamed(Parcel.Streamed parcel, Known known) {
        return switch (parcel) {
            case Parcel.Framed(var frame) when known.parts > 0 -> new Appended.Refused(Appended.Reason.BETWEEN_PARTS);
            case Parcel.Framed(var frame) when frame.sequence() <= known.seq -> new Appended.Skipped(known.seq);
            case Parcel.Framed(var frame) when frame.sequence() > known.seq + 1 -> new Appended.ResumeFrom(known.seq + 1);
            case Parcel.Framed(var frame) -> {
                streams.put(parcel.stream(), new Known(known.incarnation, known.fence, frame.sequence(), 0));
                yield log(frame);
            }
            case Parcel.Part(var part) when part.sequence() < known.seq -> new Appended.Refused(Appended.Reason.BEHIND);
            case Parcel.Part(var part) when part.part() != 1 && part.part() != known.parts + 1 ->
                new Appended.Refused(Appended.Reason.OUT_OF_ORDER);
            case Parcel.Part(var part) -> {
                streams.put(parcel.stream(),
                        new Known(known.incarnation, known.fence, part.last() ? part.sequence() : known.seq,
                                part.last() ? 0 : part.part()));
                yield log(part);
            }
            default -> log(parcel.item());
        };
    }

    private Appended log(Item item) {
        items.add(item);
        return new Appended.Logged(new EntryId(++entries, 0));
    }

    synchronized List<Item> items() {
        return List.copyOf(items);
    }

    synchronized <T extends Item> List<T> items(Class<T> type) {
        return items.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /// From now on what it is given is a fault of its own.
    synchronized void breakDown() {
        broken = true;
    }

    /// From now on nothing is answered until [#answer].
    synchronized void fallSilent() {
        silent = true;
    }

    synchronized void answer() {
        silent = false;
        unanswered.forEach(Runnable::run);
        unanswered.clear();
    }

    synchronized void fill() {
        full = true;
    }

    /// Takes nothing more, also not of what was read before.
    synchronized void brim() {
        full = true;
        brimming = true;
    }

    synchronized void drain() {
        full = false;
        brimming = false;
        List.copyOf(drains).forEach(Runnable::run);
        drains.clear();
    }

    synchronized void goAway(boolean gone) {
        away = gone;
    }

    /// From now on entries are durable only after [#makeDurable].
    synchronized void beLazy() {
        lazy = true;
    }

    synchronized void makeDurable() {
        durable = entries;
        followers.forEach(follower -> follower.accept(durable(0)));
    }

    /// As after a lost Redis.
    synchronized void forgetStreams() {
        streams.clear();
        items.removeIf(Item.Frame.class::isInstance);
    }

    /// As after a fail-over that lost the last frames.
    synchronized void goBack(StreamId stream, long seq) {
        streams.computeIfPresent(stream, (_, known) -> new Known(known.incarnation, known.fence, Math.min(seq, known.seq), 0));
        items.removeIf(item -> item instanceof Item.Frame frame && frame.stream().equals(stream) && frame.sequence() > seq);
    }

    /// As when the node finds such a thing out by itself.
    synchronized void noticeLoss() {
        losses++;
        followers.forEach(follower -> follower.accept(durable(0)));
    }

    synchronized EntryId last() {
        return new EntryId(entries, 0);
    }

    synchronized void tell(FeedMessage message) {
        subscribers.getOrDefault(message.shard(), List.of()).forEach(subscriber -> subscriber.accept(message));
    }

    @Override
    public synchronized boolean isFull(int shard) {
        return full;
    }

    @Override
    public synchronized boolean hasRoom(int shard) {
        return !brimming;
    }

    @Override
    public synchronized boolean isAway(int shard) {
        return away;
    }

    @Override
    public synchronized void onDrain(int shard, Runnable handler) {
        Context caller = Vertx.currentContext();
        if (full)
            drains.add(() -> caller.runOnContext(_ -> handler.run()));
        else
            caller.runOnContext(_ -> handler.run());
    }

    @Override
    public synchronized Durable durable(int shard) {
        return new Durable(new EntryId(durable, 0), losses);
    }

    @Override
    public synchronized Runnable onDurable(int shard, Consumer<Durable> handler) {
        Context caller = Vertx.currentContext();
        Consumer<Durable> follower = entry -> caller.runOnContext(_ -> handler.accept(entry));
        followers.add(follower);
        return () -> followers.remove(follower);
    }

    @Override
    public synchronized Runnable subscribe(int shard, Consumer<FeedMessage> consumer) {
        subscribers.computeIfAbsent(shard, _ -> new ArrayList<>()).add(consumer);
        return () -> subscribers.values().removeAll(Arrays.asList(consumer));
    }
}
