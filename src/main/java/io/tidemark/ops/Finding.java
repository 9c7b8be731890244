package io.tidemark.ops;

/// What a [Check] found.
public sealed interface Finding {

    /// All is well.
    record Fine() implements Finding {}

    /// It works, but whoever runs it should know this.
    record Warning(String detail) implements Finding {}

    /// The node cannot do its work.
    record Failed(String detail) implements Finding {}
}
