package io.tidemark.log;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import io.tidemark.signal.Id;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Writes compact binary: variable-length integers (7 bits a byte, low first), zigzag for the signed, length-prefixed UTF-8.
/// Not thread-safe; may be used again after [#take].
public final class Packer {

    /// Lowest byte first.
    static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes;
    private int length;

    public Packer() {
        this(256);
    }

    /// One that has room for so much at first.
    public Packer(int room) {
        bytes = new byte[room];
    }

    public Packer unsigned(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[length++] = (byte) (rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
        return this;
    }

    public Packer signed(long value) {
        return unsigned(value << 1 ^ value >> 63);
    }

    /// Eight bytes, for what is spread over the whole range.
    public Packer fixed(long value) {
        room(Long.BYTES);
        LONGS.set(bytes, length, value);
        length += Long.BYTES;
        return this;
    }

    public Packer flag(boolean value) {
        return unsigned(value ? 1 : 0);
    }

    public Packer number(double value) {
        return fixed(Double.doubleToRawLongBits(value));
    }

    public Packer text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /// An id that is not empty; 32 hexadecimal digits take half the room, and stand behind a length that no other has.
    public Packer id(Id id) {
        return id.text() == null ? unsigned(0).fixed(id.high()).fixed(id.low()) : maybe(id.text());
    }

    public Packer id(String id) {
        return id(Id.of(id));
    }

    /// A text that may be absent.
    public Packer maybe(@Nullable String value) {
        if (value == null)
            return unsigned(0);
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        return unsigned(utf8.length + 1L).raw(utf8);
    }

    public Packer bytes(byte[] value) {
        return unsigned(value.length).raw(value);
    }

    private Packer raw(byte[] value) {
        room(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
        return this;
    }

    public int length() {
        return length;
    }

    /// What was written; this is empty afterwards.
    public byte[] take() {
        byte[] taken = Arrays.copyOf(bytes, length);
        length = 0;
        return taken;
    }

    /// The same with its length before it, as [#bytes] writes it.
    byte[] takeMeasured() {
        int fields = length;
        unsigned(fields);
        byte[] measured = new byte[length];
        System.arraycopy(bytes, fields, measured, 0, length - fields);
        System.arraycopy(bytes, 0, measured, length - fields, fields);
        length = 0;
        return measured;
    }

    private void room(int more) {
        if (length + more > bytes.length)
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
}
