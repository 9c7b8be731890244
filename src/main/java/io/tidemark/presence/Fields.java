package io.tidemark.presence;

import io.tidemark.log.Unpacker;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// The fields of one of a shard's tables as they were kept, one after the other in large blocks: two small arrays for each of a million
/// sessions would cost more than what they hold. A name that is there already is passed over.
public final class Fields {

    private static final int BLOCK = 1 << 18;
    /// Before each field: the lengths of its name and of its value.
    private static final int HEAD = 2 * Integer.BYTES;

    private final List<ByteBuffer> blocks = new ArrayList<>();
    /// Where fields are, by the hash of their names: block, and place in it; 0 for none.
    private long[] slots = new long[64];
    private int size;

    /// What takes in the fields.
    public interface Reader {

        void field(Unpacker name, Unpacker value);
    }

    public void add(ByteBuffer name, ByteBuffer value) {
        int mask = slots.length - 1;
        int slot = hash(name) & mask;
        for (; slots[slot] != 0; slot = slot + 1 & mask)
            if (name(slots[slot]).equals(name)) return;
        slots[slot] = store(name, value);
        if (++size * 5L > slots.length * 3L) grow();
    }

    private long store(ByteBuffer name, ByteBuffer value) {
        int length = HEAD + name.remaining() + value.remaining();
        if (blocks.isEmpty() || blocks.getLast().remaining() < length) blocks.add(ByteBuffer.allocate(Math.max(BLOCK, length)));
        ByteBuffer block = blocks.getLast();
        long place = (long) blocks.size() << 32 | block.position();
        block.putInt(name.remaining()).putInt(value.remaining()).put(name.duplicate()).put(value.duplicate());
        return place;
    }

    private ByteBuffer name(long place) {
        ByteBuffer block = blocks.get((int) (place >>> 32) - 1);
        int at = (int) place;
        return block.slice(at + HEAD, block.getInt(at));
    }

    private void grow() {
        long[] wider = new long[slots.length * 4];
        for (long place : slots)
            if (place != 0) {
                int slot = hash(name(place)) & wider.length - 1;
                while (wider[slot] != 0)
                    slot = slot + 1 & wider.length - 1;
                wider[slot] = place;
            }
        slots = wider;
    }

    private static int hash(ByteBuffer name) {
        int hash = name.hashCode() * 0x9e3779b9;
        return hash ^ hash >>> 15;
    }

    public int size() {
        return size;
    }

    public void forEach(Reader reader) {
        for (ByteBuffer block : blocks)
            for (int at = 0; at < block.position();) {
                int value = at + HEAD + block.getInt(at);
                int end = value + block.getInt(at + Integer.BYTES);
                reader.field(new Unpacker(block.array(), at + HEAD, value), new Unpacker(block.array(), value, end));
                at = end;
            }
    }
}
