package io.tidemark.signal;

/// What an `event` signal says of its event.
public enum EventState implements Word {
    PLANNED, STARTED, ENDED;

    private final String word = Word.of(this);

    @Override
    public String word() {
        return word;
    }
}
