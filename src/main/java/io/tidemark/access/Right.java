package io.tidemark.access;

import io.tidemark.signal.Word;

/// What a key may do; `scopes` on the wire. [#INGEST]: send signals; [#READ]: see levels and figures; [#ADMIN]: administer accounts,
/// keys and boards, and bring accounts into being. None implies another.
public enum Right implements Word {
    INGEST, READ, ADMIN;

    private final String word = Word.of(this);

    @Override
    public String word() {
        return word;
    }
}
