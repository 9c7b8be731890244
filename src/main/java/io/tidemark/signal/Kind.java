package io.tidemark.signal;

/// What an event is; it decides who speaks, who takes part, and whether it counts as an event (a [#VOD] title never does).
public enum Kind implements Word {
    MEETING, WEBINAR, CALL, LIVE, VOD;

    private final String word = Word.of(this);

    @Override
    public String word() {
        return word;
    }
}
