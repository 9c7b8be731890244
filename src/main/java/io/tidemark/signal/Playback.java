package io.tidemark.signal;

/// What a player says of its playback in a heartbeat.
public enum Playback implements Word {
    PLAYING, PAUSED, BUFFERING;

    private final String word = Word.of(this);

    @Override
    public String word() {
        return word;
    }
}
