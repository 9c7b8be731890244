package io.tidemark.architecture.wrong.wallboard;

import io.tidemark.architecture.wrong.access.WrongAccess;

/// Imports a sibling feature.
public record WrongWallboard(WrongAccess sibling) {}
