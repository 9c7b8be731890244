package io.tidemark.shard;

import io.tidemark.log.EntryCodec;
import io.tidemark.log.EntryId;
import io.tidemark.log.Item;
import io.tidemark.presence.Shard;
import io.tidemark.presence.Standing;
import io.tidemark.shard.Appended.Reason;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/// One shard's keys and the steps of the scripts on them. A step is given its time, and happens at once.
final class ModelShard {

    private final Set<Broken> broken;
    final TreeMap<EntryId, Stored> log = new TreeMap<>();
    final Map<String, ModelStream> streams = new HashMap<>();
    final Map<Long, Batch> writers = new HashMap<>();
    final Map<Long, BatchAnswer> answers = new HashMap<>();
    final Map<Long, Row> rows = new HashMap<>();
    final Map<String, Parcel.Once> once = new HashMap<>();
    final Map<String, TreeMap<byte[], byte[]>> tables = new HashMap<>();
    final Map<String, Standing> standings = new HashMap<>();
    final List<byte[]> facts = new ArrayList<>();
    String chain = "";
    EntryId last = EntryId.ZERO;
    EntryId position = EntryId.ZERO;
    String positionChain = "";
    String committer = "";
    String owner = "";
    long ownedUntil;
    long trimmed;

    /// A writer's batches since `first` are all there; `entry` is the last of them.
    record Row(long first, EntryId entry) {}

    ModelShard(Set<Broken> broken) {
        this.broken = broken;
        Shard.TABLES.forEach(table -> tables.put(table, new TreeMap<>(Arrays::compare)));
    }

    ModelShard copy() {
        var copy = new ModelShard(broken);
        copy.log.putAll(log);
        copy.streams.putAll(streams);
        copy.writers.putAll(writers);
        copy.answers.putAll(answers);
        copy.rows.putAll(rows);
        copy.once.putAll(once);
        tables.forEach((name, fields) -> copy.tables.get(name).putAll(fields));
        copy.standings.putAll(standings);
        copy.facts.addAll(facts);
        copy.chain = chain;
        copy.positionChain = positionChain;
        copy.last = last;
        copy.position = position;
        copy.committer = committer;
        copy.owner = owner;
        copy.ownedUntil = ownedUntil;
        copy.trimmed = trimmed;
        return copy;
    }

    EntryId add(long now, String tag, byte[] bytes) {
        last = now > last.millis() ? new EntryId(now, 0) : new EntryId(last.millis(), last.number() + 1);
        String after = broken.contains(Broken.CHAIN) ? "" : Long.toHexString(ShardOf.hash(chain + ' ' + tag));
        log.put(last, new Stored(last, bytes, chain, after));
        chain = after;
        return last;
    }

    BatchAnswer append(long now, Batch batch) {
        var before = writers.get(batch.writer());
        if (before != null && before.number() == batch.number()) return answers.get(batch.writer());
        if (before != null && before.number() > batch.number()) return new BatchAnswer.Stale(before.number());
        var items = new ByteArrayOutputStream();
        var said = new ArrayList<Appended>();
        boolean changed = false;
        for (var packed : batch.parcels()) {
            var parcel = packed.parcel();
            var streamsBefore = parcel instanceof Parcel.Streamed streamed ? streams.get(streamed.stream().text()) : null;
            said.add(judge(parcel, items));
            changed |= parcel instanceof Parcel.Streamed streamed && streams.get(streamed.stream().text()) != streamsBefore;
        }
        if (items.size() == 0 && !changed) return new BatchAnswer.Judged(null, said);
        var id = items.size() == 0 ? null : add(now, batch.writer() + ":" + batch.number(), items.toByteArray());
        var judged = new BatchAnswer.Judged(id, said.stream().map(answer -> switch (answer) {
            case Appended.Logged _ -> new Appended.Logged(id);
            case Appended.Opened(_, long acked) -> new Appended.Opened(id, acked);
            default -> answer;
        }).toList());
        var row = rows.getOrDefault(batch.writer(), new Row(batch.number(), EntryId.ZERO));
        long first = before != null && row.entry.equals(batch.before()) ? row.first : batch.number();
        rows.put(batch.writer(), new Row(first, id == null ? row.entry : id));
        writers.put(batch.writer(), batch);
        answers.put(batch.writer(), judged);
        return judged;
    }

    Confirmation confirm(long writer, long ageMillis) {
        var row = rows.get(writer);
        return row == null
                ? new Confirmation(0, 0, EntryId.ZERO, ageMillis)
                : new Confirmation(row.first, writers.get(writer).number(), row.entry, ageMillis);
    }

    private Appended judge(Parcel parcel, ByteArrayOutputStream items) {
        return switch (parcel) {
            case Parcel.Opening(var opened) -> {
                var before = streams.get(opened.stream().text());
                if (before != null && before.old().contains(opened.incarnation())) yield new Appended.OldIncarnation();
                var stream = ModelStream.opened(before, opened.incarnation(), opened.origin());
                streams.put(opened.stream().text(), stream);
                log(items, opened);
                yield new Appended.Opened(EntryId.ZERO, stream.sequence());
            }
            case Parcel.Framed framed -> held(framed, stream -> frame(stream, framed.item(), items));
            case Parcel.Part part -> held(part, stream -> part(stream, part.item(), items));
            case Parcel.Beating beating -> held(beating, _ -> log(items, beating.item()));
            case Parcel.Loose(var item) -> log(items, item);
            case Parcel.Told(var item) -> log(items, item);
            case Parcel.Once sent -> {
                var first = once.putIfAbsent(sent.key(), sent);
                if (first == null) yield log(items, sent.item());
                yield first.digest().equals(sent.digest()) ? new Appended.Repeated(first.answer()) : new Appended.Conflict();
            }
        };
    }

    private Appended held(Parcel.Streamed parcel, Function<ModelStream, Appended> judge) {
        var stream = streams.get(parcel.stream().text());
        if (stream == null) return new Appended.Unopened();
        if (!broken.contains(Broken.FENCE) && !stream.fence().equals(parcel.fence())) return new Appended.Fenced();
        return judge.apply(stream);
    }

    private Appended frame(ModelStream stream, Item.Frame frame, ByteArrayOutputStream items) {
        String name = frame.stream().text();
        if (broken.contains(Broken.SEQUENCE)) return log(items, frame);
        if (stream.part() > 0) return new Appended.Refused(Reason.BETWEEN_PARTS);
        if (frame.sequence() <= stream.sequence()) return new Appended.Skipped(stream.sequence());
        if (frame.sequence() == stream.sequence() + 1) {
            streams.put(name, stream.next(frame.sequence()));
            return log(items, frame);
        }
        if (!stream.gap()) {
            streams.put(name, stream.gapped());
            log(items, new Item.Gap(frame.stream(), frame.origin()));
        }
        return new Appended.ResumeFrom(stream.sequence() + 1);
    }

    private Appended part(ModelStream stream, Item.SnapshotPart part, ByteArrayOutputStream items) {
        if (part.sequence() < stream.sequence()) return new Appended.Refused(Reason.BEHIND);
        if (part.part() > 1 && (stream.part() != part.part() - 1 || stream.snapshot() != part.sequence()))
            return new Appended.Refused(Reason.OUT_OF_ORDER);
        streams.put(part.stream().text(), stream.part(part.part(), part.sequence(), part.last()));
        return log(items, part);
    }

    private static Appended log(ByteArrayOutputStream items, Item item) {
        items.writeBytes(EntryCodec.encode(item));
        return new Appended.Logged(EntryId.ZERO);
    }

    CommitAnswer commit(long now, Commit commit) {
        if (!isOwner(now, commit.token())) return CommitAnswer.NOT_OWNER;
        if (position.equals(commit.position()) && positionChain.equals(commit.chain()) && committer.equals(commit.token()))
            return CommitAnswer.DONE;
        if (!broken.contains(Broken.COMMIT_POSITION)) {
            if (!position.equals(commit.previous()) || !positionChain.equals(commit.previousChain())) return CommitAnswer.NOT_NEXT;
            var end = log.get(commit.position());
            if (end == null || !end.after().equals(commit.chain())) return CommitAnswer.NOT_LOGGED;
        }
        var changes = commit.changes();
        trimmed = Math.max(trimmed, changes.trimTo());
        facts.addAll(changes.facts());
        changes.standings().forEach(standing -> standings.put(standing.account(), standing));
        changes.tables().forEach(change -> {
            var table = tables.get(change.table());
            change.set().forEach(field -> table.put(field.name(), field.value()));
            change.removed().forEach(table::remove);
        });
        position = commit.position();
        positionChain = commit.chain();
        committer = commit.token();
        return CommitAnswer.DONE;
    }

    boolean isOwner(long now, String token) {
        return owner.equals(token) && now < ownedUntil;
    }

    /// Entries that are not trimmed, after `after` up to `upTo`.
    List<Stored> read(EntryId after, EntryId upTo, int limit) {
        if (!upTo.isAfter(after)) return List.of();
        return entries(log.subMap(after, false, upTo, true), limit);
    }

    /// Entries that are not trimmed, from `from` and before `before`, latest first.
    List<Stored> readBack(EntryId from, EntryId before, int limit) {
        return entries(log.subMap(from, true, before, false).descendingMap(), limit);
    }

    private List<Stored> entries(Map<EntryId, Stored> part, int limit) {
        return part.entrySet().stream().filter(entry -> entry.getKey().millis() >= trimmed).limit(limit).map(Map.Entry::getValue).toList();
    }
}
