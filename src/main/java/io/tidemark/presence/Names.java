package io.tidemark.presence;

import org.jspecify.annotations.Nullable;

/// Lets sessions share the texts that many of them have. Bounded: of two texts that fall on one place the later is remembered.
final class Names {

    private final @Nullable String[] shared = new String[4096];

    @Nullable
    String shared(@Nullable String text) {
        if (text == null) return null;
        int hash = text.hashCode() * 0x9e3779b9;
        int place = hash >>> 20;
        String known = shared[place];
        if (text.equals(known)) return known;
        shared[place] = text;
        return text;
    }
}
