package io.tidemark.signal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The id of a session, or of an event. 32 lower-case hexadecimal digits, which random ids often are, are held as two numbers of 16 digits each; any
/// other as its text. It is made once, where a signal is read, so that nobody who looks something up reads digits again.
public final class Id {

    /// So many digits are held as numbers.
    public static final int HEX_DIGITS = 32;

    private static final int HALF = HEX_DIGITS / 2;
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);
    /// By table, since random digits cannot be foreseen by a branch.
    private static final byte[] VALUES = values();

    private final long high;
    private final long low;
    private final @Nullable String text;

    private Id(long high, long low, @Nullable String text) {
        this.high = high;
        this.low = low;
        this.text = text;
    }

    /// The id of these characters.
    public static Id of(String id) {
        Id hex = null;
        if (id.length() == HEX_DIGITS) {
            byte[] bytes = id.getBytes(StandardCharsets.ISO_8859_1);
            // a pair of surrogates is one byte
            hex = bytes.length == HEX_DIGITS ? ofHexDigits(bytes, 0) : null;
        }
        return hex != null ? hex : new Id(0, id.hashCode(), id);
    }

    /// The id of these bytes, which are ASCII.
    public static Id ofAscii(byte[] bytes, int from, int to) {
        Id hex = to - from == HEX_DIGITS ? ofHexDigits(bytes, from) : null;
        return hex != null ? hex : of(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
    }

    /// The id of the [#HEX_DIGITS] digits there, `null` when they are none.
    public static @Nullable Id ofHexDigits(byte[] bytes, int from) {
        long high = 0;
        long low = 0;
        int all = 0;
        for (int i = from; i < from + HALF; i++) {
            int first = VALUES[bytes[i] & 0xff];
            int second = VALUES[bytes[i + HALF] & 0xff];
            all |= first | second;
            high = high << 4 | first;
            low = low << 4 | second;
        }
        return all < 0 ? null : ofHex(high, low);
    }

    /// The id whose digits are these two numbers.
    public static Id ofHex(long high, long low) {
        return new Id(high, low, null);
    }

    /// The first 16 digits; 0 when it is no such id.
    public long high() {
        return high;
    }

    /// The last 16 digits; the hash of the text when it is no such id.
    public long low() {
        return low;
    }

    /// What it is when it is not 32 digits, else `null`.
    public @Nullable String text() {
        return text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Id id && low == id.low && high == id.high && (text == null ? id.text == null : text.equals(id.text));
    }

    @Override
    public int hashCode() {
        return Long.hashCode(high * 31 + low);
    }

    /// As it was sent.
    @Override
    public String toString() {
        if (text != null)
            return text;
        byte[] digits = new byte[HEX_DIGITS];
        for (int i = 0; i < HALF; i++) {
            digits[i] = DIGITS[(int) (high >>> 60 - 4 * i) & 15];
            digits[HALF + i] = DIGITS[(int) (low >>> 60 - 4 * i) & 15];
        }
        return new String(digits, StandardCharsets.ISO_8859_1);
    }

    private static byte[] values() {
        byte[] values = new byte[256];
        Arrays.fill(values, (byte) -1);
        for (int i = 0; i < DIGITS.length; i++)
            values[DIGITS[i]] = (byte) i;
        return values;
    }
}
