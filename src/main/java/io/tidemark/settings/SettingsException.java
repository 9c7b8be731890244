package io.tidemark.settings;

import java.util.List;
import java.util.stream.Collectors;

/// The settings are wrong; the message names every key that is, its value and the remedy.
public final class SettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    SettingsException(List<Problem> problems) {
        super(problems.stream().map(Problem::told).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /// One for each key that is wrong.
    public List<Problem> problems() {
        return problems;
    }
}
