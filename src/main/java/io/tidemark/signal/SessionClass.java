package io.tidemark.signal;

/// Who or what a session is. The counting rule of the master account says which classes count; by default [#PERSON] and [#SIP].
public enum SessionClass implements Word {
    PERSON, SIP, SCREEN, RECORDER, BOT, RELAY, TEST;

    private final String word = Word.of(this);

    @Override
    public String word() {
        return word;
    }
}
