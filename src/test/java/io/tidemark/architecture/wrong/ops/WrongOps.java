package io.tidemark.architecture.wrong.ops;

import io.tidemark.architecture.wrong.ingest.WrongIngest;

/// Imports a sibling feature.
public record WrongOps(WrongIngest sibling) {}
