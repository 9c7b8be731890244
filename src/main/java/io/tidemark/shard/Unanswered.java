package io.tidemark.shard;

/// A step has not been answered, or was refused for a reason that passes (starting, failing over, full): whether it happened is
/// unknown. The same step may be taken again.
public final class Unanswered extends RuntimeException {

    private static final long serialVersionUID = 1;

    public Unanswered(String reason) {
        super(reason, null, false, false);
    }
}
