package io.tidemark.ingest.decode;

/// The way out of reading one signal. It never leaves this package: at the signal's end it has become a [Rejection]. Without a
/// stack trace, since senders decide how often it is thrown.
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final RejectionCode code;

    Refusal(RejectionCode code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    /// The same about a field within `outer`.
    Refusal in(Field outer) {
        return new Refusal(code, outer.wire() + "." + getMessage());
    }

    Rejection at(int index) {
        return new Rejection(index, code, String.valueOf(getMessage()));
    }
}
