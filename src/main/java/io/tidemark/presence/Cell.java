package io.tidemark.presence;

/// The place of a figure among the 24 of an account: section × 4 + metric.
public final class Cell {

    public static final int COUNT = Section.values().length * Metric.values().length;

    private Cell() {}

    public static int of(Section section, Metric metric) {
        return section.ordinal() * Metric.values().length + metric.ordinal();
    }
}
