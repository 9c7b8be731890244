package io.tidemark.redis;

import io.tidemark.history.FactStream;
import io.tidemark.log.EntryCodec;
import io.tidemark.log.Item;
import io.tidemark.log.Origin;
import io.tidemark.presence.TableChange;
import io.tidemark.presence.TableChange.Field;
import io.tidemark.shard.Batch;
import io.tidemark.shard.Commit;
import io.tidemark.shard.Parcel;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// What is said to a script, in its order.
final class Arguments {

    /// Where the tables begin among the keys of commit.lua, from 1.
    private static final int TABLES = 5;
    private static final int FACTS = FactStream.MOST_FACTS;

    private final List<byte[]> values = new ArrayList<>();

    static byte[][] of(Object... values) {
        var arguments = new Arguments();
        for (Object value : values)
            if (value instanceof byte[] bytes) arguments.add(bytes);
            else
            arguments.add(value.toString());
        return arguments.take();
    }

    static byte[][] ofAppend(Batch batch, int bound, int onceBound) {
        var arguments = new Arguments().add(writer(batch.writer())).add(batch.number()).add(bound).add(onceBound)
                .add(batch.before().toString());
        var loose = new ArrayList<byte[]>();
        for (var packed : batch.parcels()) {
            if (packed.parcel() instanceof Parcel.Loose || packed.parcel() instanceof Parcel.Told) {
                loose.add(packed.item());
                continue;
            }
            arguments.loose(loose);
            arguments.parcel(packed.parcel(), packed.item());
        }
        arguments.loose(loose);
        return arguments.take();
    }

    static byte[][] ofCommit(Commit commit, Keys keys, byte[] message, List<String> tables) {
        var changes = commit.changes();
        var arguments = new Arguments().add(commit.token()).add(commit.previous().toString()).add(commit.previousChain())
                .add(commit.position().toString()).add(commit.chain())
                .add(Math.max(0, changes.trimTo())).add(keys.feed).add(message);
        arguments.facts(changes.facts());
        for (TableChange table : changes.tables())
            if (!table.set().isEmpty() || !table.removed().isEmpty())
                arguments.table(TABLES + tables.indexOf(table.table()), table.set(), table.removed());
        return arguments.take();
    }

    static String writer(long writer) {
        return Long.toHexString(writer);
    }

    /// Several facts make one entry of their stream.
    private void facts(List<byte[]> facts) {
        add((facts.size() + FACTS - 1) / FACTS);
        for (int from = 0; from < facts.size(); from += FACTS) {
            var together = facts.subList(from, Math.min(facts.size(), from + FACTS));
            var entry = new ByteArrayOutputStream(together.stream().mapToInt(fact -> fact.length + 1).sum());
            for (byte[] fact : together) {
                if (entry.size() > 0) entry.write('\n');
                entry.writeBytes(fact);
            }
            add(entry.toByteArray());
        }
    }

    /// Parcels one after the other that are always taken are one for the script.
    private void loose(List<byte[]> items) {
        if (!items.isEmpty()) add("P").add(items.size()).add(joined(items));
        items.clear();
    }

    private static byte[] joined(List<byte[]> pieces) {
        var all = ByteBuffer.allocate(pieces.stream().mapToInt(piece -> piece.length).sum());
        pieces.forEach(all::put);
        return all.array();
    }

    private void parcel(Parcel parcel, byte[] item) {
        switch (parcel) {
            case Parcel.Opening(var opened) -> streamed("O", (Parcel.Streamed) parcel).add(opened.incarnation()).add(item);
            case Parcel.Framed(var frame) -> streamed("F", (Parcel.Streamed) parcel).add(frame.sequence()).add(item)
                    .add(EntryCodec.encode(new Item.Gap(frame.stream(), frame.origin())));
            case Parcel.Part(var part) -> streamed("S", (Parcel.Streamed) parcel).add(part.sequence()).add(part.part())
                    .add(part.last() ? 1 : 0).add(item);
            case Parcel.Beating _ -> streamed("B", (Parcel.Streamed) parcel).add(item);
            case Parcel.Loose _,Parcel.Told _ -> throw new IllegalArgumentException("is joined with others");
            case Parcel.Once(_, var key, var digest, var answer) -> add("I").add(key).add(digest).add(answer).add(item);
        }
    }

    private Arguments streamed(String what, Parcel.Streamed parcel) {
        return add(what).add(parcel.stream().text()).add(fence(parcel.fence()));
    }

    private static String fence(Origin origin) {
        return Long.toHexString(origin.node()) + '/' + origin.connection();
    }

    private void table(int place, List<Field> set, List<byte[]> removed) {
        add(place).add(set.size());
        for (var field : set)
            add(field.name()).add(field.value());
        add(removed.size());
        removed.forEach(this::add);
    }

    private Arguments add(byte[] value) {
        values.add(value);
        return this;
    }

    private Arguments add(String value) {
        return add(Keys.bytes(value));
    }

    private Arguments add(long value) {
        return add(Long.toString(value));
    }

    private byte[][] take() {
        return values.toArray(byte[][]::new);
    }
}
