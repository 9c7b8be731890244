package io.tidemark.log;

/// A place in a log: Redis' milliseconds, which never go back, and a number within the millisecond. It is also the time at
/// which everything in the entry counts.
public record EntryId(long millis, long number) implements Comparable<EntryId> {

    /// Before every entry.
    public static final EntryId ZERO = new EntryId(0, 0);

    /// From Redis' text, `1763719200123-0`.
    public static EntryId parse(String text) {
        int dash = text.indexOf('-');
        return new EntryId(Long.parseLong(text.substring(0, dash)), Long.parseLong(text.substring(dash + 1)));
    }

    /// The first place after this one.
    public EntryId next() {
        return new EntryId(millis, number + 1);
    }

    public boolean isAfter(EntryId other) {
        return compareTo(other) > 0;
    }

    @Override
    public int compareTo(EntryId other) {
        int byMillis = Long.compare(millis, other.millis);
        return byMillis != 0 ? byMillis : Long.compare(number, other.number);
    }

    @Override
    public String toString() {
        return millis + "-" + number;
    }
}
