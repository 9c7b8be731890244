package io.tidemark.log;

/// Ids of 32 lower-case hexadecimal digits, which random ids often are, as two numbers of 16 digits each.
public final class HexId {

    public static final int HALF = 16;
    /// Stands in place of the length of other ids.
    static final int FORM = 0;
    private static final byte[] DIGITS = digits();

    private HexId() {}

    public static boolean is(String id) {
        if (id.length() != 2 * HALF)
            return false;
        int all = 0;
        for (int i = 0; i < 2 * HALF; i++)
            all |= digit(id.charAt(i));
        return all >= 0;
    }

    /// The number that 16 digits of such an id are.
    public static long half(String id, int from) {
        long half = 0;
        for (int i = from; i < from + HALF; i++)
            half = half << 4 | digit(id.charAt(i));
        return half;
    }

    public static String text(long high, long low) {
        byte[] digits = new byte[2 * HALF];
        for (int i = 0; i < HALF; i++) {
            digits[i] = (byte) "0123456789abcdef".charAt((int) (high >>> 60 - 4 * i) & 15);
            digits[HALF + i] = (byte) "0123456789abcdef".charAt((int) (low >>> 60 - 4 * i) & 15);
        }
        return new String(digits, java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    private static int digit(char c) {
        return c < DIGITS.length ? DIGITS[c] : -1;
    }

    /// By table, since random digits cannot be foreseen by a branch.
    private static byte[] digits() {
        byte[] digits = new byte[128];
        java.util.Arrays.fill(digits, (byte) -1);
        for (int i = 0; i < 16; i++)
            digits["0123456789abcdef".charAt(i)] = (byte) i;
        return digits;
    }
}
