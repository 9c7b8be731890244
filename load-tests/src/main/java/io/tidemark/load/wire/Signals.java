package io.tidemark.load.wire;

/// Signals as JSON texts, joined by hand: the generator shall be cheap.
public final class Signals {

    private static final String HEX = "0123456789abcdef";

    private Signals() {}

    /// A session id of 32 hexadecimal characters, as platforms use them; the same for the same numbers.
    public static String session(long seed, long number) {
        var id = new char[32];
        long one = mix(seed * 0x9E3779B97F4A7C15L + number);
        long two = mix(one + number);
        for (int i = 0; i < 16; i++) {
            id[i] = HEX.charAt((int) (one >>> 4 * i) & 15);
            id[16 + i] = HEX.charAt((int) (two >>> 4 * i) & 15);
        }
        return new String(id);
    }

    /// The finaliser of SplitMix64 (Steele, Lea, Flood 2014).
    private static long mix(long z) {
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    /// A join. `at` in epoch milliseconds, 0: none.
    public static String join(String session, String event, String kind, String role, long at) {
        return "{\"type\":\"join\",\"session\":\"" + session + "\",\"event\":\"" + event + "\",\"kind\":\"" + kind + "\",\"role\":\"" + role
                + "\"" + at(at) + "}";
    }

    /// The same with further fields: `"\"user\":\"u1\",\"device\":\"tv\""`.
    public static String join(String session, String event, String kind, String role, long at, String more) {
        var join = join(session, event, kind, role, at);
        return join.substring(0, join.length() - 1) + "," + more + "}";
    }

    public static String leave(String session, long at) {
        return "{\"type\":\"leave\",\"session\":\"" + session + "\"" + at(at) + "}";
    }

    public static String heartbeat(String session) {
        return "{\"type\":\"heartbeat\",\"session\":\"" + session + "\"}";
    }

    private static String at(long at) {
        return at == 0 ? "" : ",\"at\":" + at;
    }
}
