package io.tidemark.access;

import io.tidemark.signal.Word;

/// What a key may do; `scopes` on the wire. None implies another.
public enum Right implements Word {
    /// Send signals.
    INGEST,
    /// See levels and figures.
    READ,
    /// Administer accounts, keys and boards, and bring accounts into being.
    ADMIN;

    private final String word = Word.of(this);

    @Override
    public String word() {
        return word;
    }
}
