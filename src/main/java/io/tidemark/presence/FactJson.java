package io.tidemark.presence;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Writes one fact as a flat JSON object; absent fields are left out.
final class FactJson {

    private final StringBuilder out = new StringBuilder(256);

    FactJson(String kind, String origin) {
        out.append('{');
        text("kind", kind).text("origin", origin);
    }

    FactJson text(String name, @Nullable String value) {
        if (value == null) return this;
        name(name);
        quote(value);
        return this;
    }

    FactJson number(String name, long value) {
        name(name).out.append(value);
        return this;
    }

    FactJson number(String name, @Nullable Double value) {
        if (value == null) return this;
        name(name).out.append(value.doubleValue());
        return this;
    }

    FactJson flag(String name, boolean value) {
        name(name).out.append(value);
        return this;
    }

    /// A value that is JSON already.
    FactJson json(String name, String json) {
        name(name).out.append(json);
        return this;
    }

    byte[] bytes() {
        return out.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    private FactJson name(String name) {
        if (out.length() > 1) out.append(',');
        quote(name);
        out.append(':');
        return this;
    }

    private void quote(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < 0x20) {
                out.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
