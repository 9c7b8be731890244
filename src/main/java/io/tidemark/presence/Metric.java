package io.tidemark.presence;

import io.tidemark.signal.Kind;
import io.tidemark.signal.Role;
import io.tidemark.signal.Word;

/// What is counted: sessions in three ways, and parallel events.
public enum Metric implements Word {
    CONNECTIONS, SPEAKERS, PARTICIPANTS, EVENTS;

    private final String word = Word.of(this);

    /// Whether a counted session of `role` in an event of `kind` is a speaker.
    public static boolean speaks(Kind kind, Role role) {
        return switch (kind) {
            case MEETING, CALL -> true;
            case WEBINAR, LIVE -> role != Role.PARTICIPANT;
            case VOD -> false;
        };
    }

    /// Whether a counted session of `role` in an event of `kind` is a participant: it watches.
    public static boolean watches(Kind kind, Role role) {
        return switch (kind) {
            case MEETING, CALL -> false;
            case WEBINAR, LIVE -> role == Role.PARTICIPANT;
            case VOD -> true;
        };
    }

    @Override
    public String word() {
        return word;
    }
}
