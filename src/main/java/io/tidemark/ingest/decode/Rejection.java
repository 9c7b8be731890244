package io.tidemark.ingest.decode;

/// What was not taken, and why: `index` is its place in its message, [#WHOLE] when it was all of it. The message names the field,
/// what it must be and what it was, shortened and made safe to show.
public record Rejection(int index, RejectionCode code, String message) {

    /// The place of a rejection that concerns a whole message.
    public static final int WHOLE = -1;

    public static Rejection whole(RejectionCode code, String message) {
        return new Rejection(WHOLE, code, message);
    }
}
