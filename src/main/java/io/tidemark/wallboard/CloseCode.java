package io.tidemark.wallboard;

/// Why a viewer's socket is closed. After the first two the viewer comes back (after `TOO_SLOW` with a lower rate, if it can); after
/// the others it need not, with the same key or board. The published contract lists the same.
enum CloseCode {
    STOPPING(1012, "the server is stopping"), TOO_SLOW(1013, "this viewer does not keep up"), REVOKED(4401,
            "this key or board is no longer valid"), FORBIDDEN(4403, "this key does not reach the account");

    private final int number;
    private final String reason;

    CloseCode(int number, String reason) {
        this.number = number;
        this.reason = reason;
    }

    short number() {
        return (short) number;
    }

    String reason() {
        return reason;
    }
}
