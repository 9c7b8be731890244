package io.tidemark.architecture.wrong.access;

import io.tidemark.architecture.wrong.history.WrongHistory;

/// Imports a sibling feature.
public record WrongAccess(WrongHistory sibling) {}
