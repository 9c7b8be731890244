package io.tidemark.architecture.wrong.history;

import io.tidemark.architecture.wrong.ops.WrongOps;

/// Imports a sibling feature.
public record WrongHistory(WrongOps sibling) {}
