package io.tidemark.shard;

/// A step has not been answered, or was refused for a reason that passes (starting, failing over, full): whether it happened is
/// unknown. The same step may be taken again.
public final class Unanswered extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String word;

    /// No answer came.
    public Unanswered(String reason) {
        this("unanswered", reason);
    }

    /// The answer was no.
    ///
    /// @param word what the store says first: one of a few
    public Unanswered(String word, String reason) {
        super(reason, null, false, false);
        this.word = word;
    }

    /// Why, in one of a few words, for counting.
    public String word() {
        return word;
    }
}
