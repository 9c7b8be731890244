package io.tidemark.presence;

import io.tidemark.signal.Kind;
import io.tidemark.signal.Word;

/// What a figure covers: everything, or one kind of event.
public enum Section implements Word {
    TOTAL, MEETING, WEBINAR, CALL, LIVE, VOD;

    private static final Section[] OF_KIND = {MEETING, WEBINAR, CALL, LIVE, VOD};
    private final String word = Word.of(this);

    /// The section of one kind.
    public static Section of(Kind kind) {
        return OF_KIND[kind.ordinal()];
    }

    @Override
    public String word() {
        return word;
    }
}
