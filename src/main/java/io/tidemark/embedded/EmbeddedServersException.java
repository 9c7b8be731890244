package io.tidemark.embedded;

/// The servers could not be opened or stopped; the message says why and what to do, and is meant to be read alone.
public final class EmbeddedServersException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EmbeddedServersException(String message) {
        super(message);
    }

    EmbeddedServersException(String message, Throwable cause) {
        super(message, cause);
    }
}
