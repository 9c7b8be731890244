package io.tidemark.presence;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Writes one fact as a flat JSON object; absent fields are left out.
final class FactJson {

    private static final int LONGEST_ESCAPE = 6;

    private byte[] out = new byte[512];
    private int length;

    FactJson(String kind, String origin) {
        ascii("{\"kind\":");
        quote(kind);
        text("origin", origin);
    }

    FactJson text(String name, @Nullable String value) {
        if (value == null) return this;
        name(name);
        quote(value);
        return this;
    }

    FactJson number(String name, long value) {
        name(name);
        ascii(Long.toString(value));
        return this;
    }

    FactJson number(String name, @Nullable Double value) {
        if (value == null) return this;
        name(name);
        ascii(value.toString());
        return this;
    }

    FactJson flag(String name, boolean value) {
        name(name);
        ascii(value ? "true" : "false");
        return this;
    }

    /// A value that is JSON already.
    FactJson json(String name, String json) {
        name(name);
        bytes(json.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    byte[] take() {
        ascii("}");
        return Arrays.copyOf(out, length);
    }

    private void name(String name) {
        ascii(",\"");
        ascii(name);
        ascii("\":");
    }

    private void quote(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        room(LONGEST_ESCAPE * utf8.length + 2);
        byte[] to = out;
        int at = length;
        to[at++] = '"';
        for (byte next : utf8) {
            if (next == '"' || next == '\\') {
                to[at++] = '\\';
            } else if (next >= 0 && next < ' ') {
                at = escape(next, to, at);
                continue;
            }
            to[at++] = next;
        }
        to[at++] = '"';
        length = at;
    }

    private static int escape(byte control, byte[] to, int from) {
        int at = from;
        for (char next : "\\u00".toCharArray())
            to[at++] = (byte) next;
        to[at++] = (byte) Character.forDigit(control >> 4, 16);
        to[at++] = (byte) Character.forDigit(control & 15, 16);
        return at;
    }

    private void ascii(String text) {
        room(text.length());
        for (int i = 0; i < text.length(); i++)
            out[length++] = (byte) text.charAt(i);
    }

    private void bytes(byte[] bytes) {
        room(bytes.length);
        System.arraycopy(bytes, 0, out, length, bytes.length);
        length += bytes.length;
    }

    private void room(int more) {
        if (length + more > out.length) out = Arrays.copyOf(out, Math.max(out.length * 2, length + more));
    }
}
