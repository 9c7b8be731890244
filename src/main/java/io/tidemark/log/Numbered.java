package io.tidemark.log;

import io.tidemark.signal.Signal;

/// A signal and its place in the message that brought it, from 0: bad neighbours were left out, so places may be missing.
public record Numbered(int index, Signal signal) {}
