package io.tidemark.postgres;

/// The database cannot be used; the message says which and why, and is meant to be read alone. It holds no password.
public final class PostgresException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PostgresException(String message, Throwable cause) {
        super(message, cause);
    }
}
