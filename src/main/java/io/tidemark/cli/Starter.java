package io.tidemark.cli;

import io.tidemark.settings.Settings;

/// Opens the program.
@FunctionalInterface
public interface Starter {

    /// Returns when it serves; what it opened before a failure it has closed again.
    Started open(Settings settings) throws Exception;
}
