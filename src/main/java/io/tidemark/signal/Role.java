package io.tidemark.signal;

/// What a person may do in an event; every role is a connection.
public enum Role implements Word {
    MODERATOR, SPEAKER, PARTICIPANT;

    private final String word = Word.of(this);

    @Override
    public String word() {
        return word;
    }
}
