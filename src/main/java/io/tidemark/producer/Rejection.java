package io.tidemark.producer;

import org.jspecify.annotations.Nullable;

/// A signal that the server did not take. `seq` and `index` say where it stood (-1: not in a frame), `mark` is the number that
/// the caller gave with it (0: none), and `signal` its JSON, `null` when it is no longer in the log.
public record Rejection(String account, long seq, int index, String code, String message, long mark, @Nullable String signal) {}
