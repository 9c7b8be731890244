package io.tidemark.architecture.wrong.signal;

import io.tidemark.architecture.wrong.presence.WrongPresence;
import java.time.Instant;

/// Imports what it must not, reads a clock, and its package is not null-marked.
public record WrongSignal(WrongPresence presence, Instant at) {
    public WrongSignal(WrongPresence presence) {
        this(presence, Instant.now());
    }
}
