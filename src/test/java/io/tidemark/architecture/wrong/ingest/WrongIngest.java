package io.tidemark.architecture.wrong.ingest;

import io.tidemark.architecture.wrong.wallboard.WrongWallboard;

/// Imports a sibling feature.
public record WrongIngest(WrongWallboard sibling) {}
