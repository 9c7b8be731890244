package io.tidemark.producer;

/// Why nothing more can be sent through a [Producer]: the close code or HTTP status, and the server's reason.
public final class ProducerEnded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;

    ProducerEnded(int code, String reason) {
        super(reason);
        this.code = code;
    }

    public int code() {
        return code;
    }
}
