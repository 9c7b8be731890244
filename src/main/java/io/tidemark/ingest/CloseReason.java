package io.tidemark.ingest;

import java.util.Locale;

/// Why the server closes an ingest socket; published with the contract.
enum CloseReason {
    // @formatter:off
    PROTOCOL_ERROR(1002, false, "these frames are no WebSocket messages"),
    BINARY(1003, false, "messages are text; this one was binary"),
    MALFORMED(1008, false, "100 malformed messages in a row"),
    TOO_LARGE(1009, false, "a message is larger than 256 KiB"),
    STOPPING(1012, true, "the server stops; everything acknowledged is in the log"),
    TOO_SLOW(1013, true, "the answers are not read"),
    REVOKED(4401, false, "the key has been revoked"),
    SILENT(4408, true, "nothing was heard for too long"),
    FENCED(4409, false, "another socket has opened this stream"),
    OLD_INCARNATION(4410, false, "another incarnation of this producer has followed this one");
    // @formatter:on

    private final short code;
    private final boolean comeBack;
    private final String words;
    private final String label = name().toLowerCase(Locale.ROOT);

    CloseReason(int code, boolean comeBack, String words) {
        this.code = (short) code;
        this.comeBack = comeBack;
        this.words = words;
    }

    short code() {
        return code;
    }

    /// Whether the producer should open another socket, with back-off, and go on.
    boolean comeBack() {
        return comeBack;
    }

    String words() {
        return words;
    }

    /// As a metric label.
    String label() {
        return label;
    }
}
