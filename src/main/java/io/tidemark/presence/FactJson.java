package io.tidemark.presence;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Writes one fact as a flat JSON object; absent fields are left out.
final class FactJson {

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
        room(text.length() + 2);
        out[length++] = '"';
        int i = 0;
        for (; i < text.length() && isPlain(text.charAt(i)); i++)
            out[length++] = (byte) text.charAt(i);
        if (i < text.length()) escape(text.substring(i));
        room(1);
        out[length++] = '"';
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && c < 0x7f && c != '"' && c != '\\';
    }

    private void escape(String text) {
        var escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                escaped.append('\\').append(c);
            } else if (c < 0x20) {
                escaped.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            } else {
                escaped.append(c);
            }
        }
        bytes(escaped.toString().getBytes(StandardCharsets.UTF_8));
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
