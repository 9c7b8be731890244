package io.tidemark.shard;

/// The node stopped before a parcel was answered.
public final class AppenderClosed extends IllegalStateException {

    private static final long serialVersionUID = 1;

    AppenderClosed() {
        super("stopped before the log answered");
    }
}
