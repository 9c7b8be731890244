package io.tidemark.log;

/// What became of bytes that stood in the log.
public sealed interface Decoded {

    /// They were understood.
    record Known(Entry entry) implements Decoded {}

    /// A newer version of the program wrote them: this one must not go on past them.
    record Newer(long version) implements Decoded {}
}
