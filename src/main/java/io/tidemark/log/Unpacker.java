package io.tidemark.log;

import java.nio.charset.StandardCharsets;
import io.tidemark.signal.Id;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads what [Packer] wrote. Bytes that end too early or lie about their length make an [IllegalArgumentException].
public final class Unpacker {

    private final byte[] bytes;
    private final int end;
    private int at;

    public Unpacker(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    /// Reads the bytes from `from` to `end`.
    public Unpacker(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    public long unsigned() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = next();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0)
                return value;
        }
        throw new IllegalArgumentException("number longer than 10 bytes");
    }

    public int count() {
        long value = unsigned();
        if (value < 0 || value > Integer.MAX_VALUE)
            throw new IllegalArgumentException("count out of range: " + value);
        return (int) value;
    }

    public long signed() {
        long value = unsigned();
        return value >>> 1 ^ -(value & 1);
    }

    public long fixed() {
        check(Long.BYTES);
        at += Long.BYTES;
        return (long) Packer.LONGS.get(bytes, at - Long.BYTES);
    }

    public boolean flag() {
        return unsigned() != 0;
    }

    public double number() {
        return Double.longBitsToDouble(fixed());
    }

    public String text() {
        return string(count());
    }

    public @Nullable String maybe() {
        int lengthPlusOne = count();
        return lengthPlusOne == 0 ? null : string(lengthPlusOne - 1);
    }

    /// What [Packer#id] wrote.
    public Id id() {
        int lengthPlusOne = count();
        return lengthPlusOne == 0 ? Id.ofHex(fixed(), fixed()) : Id.of(string(lengthPlusOne - 1));
    }

    /// All that is left.
    public byte[] left() {
        return Arrays.copyOfRange(bytes, at, end);
    }

    /// All that is left, as text.
    public String rest() {
        return string(end - at);
    }

    public byte[] bytes() {
        int length = count();
        check(length);
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    /// A reader of what [Packer#bytes] wrote, which is not copied.
    Unpacker piece() {
        int length = count();
        check(length);
        at += length;
        return new Unpacker(bytes, at - length, at);
    }

    /// How many bytes are left.
    int room() {
        return end - at;
    }

    public boolean isAtEnd() {
        return at == end;
    }

    private String string(int length) {
        check(length);
        at += length;
        return new String(bytes, at - length, length, StandardCharsets.UTF_8);
    }

    private byte next() {
        check(1);
        return bytes[at++];
    }

    private void check(int length) {
        if (length > end - at)
            throw new IllegalArgumentException("ends too early");
    }
}
