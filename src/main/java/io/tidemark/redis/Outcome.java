package io.tidemark.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.tidemark.shard.Unanswered;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;

/// What a failure says of the step that failed. A reply that did not come leaves it open. So does a server that is starting, failing
/// over, full or busy: it did nothing, and will do it later. Everything else is a fault of ours.
final class Outcome {

    /// Only the word counts, the rest of the text differs between versions; 6.2 puts the place in a script before it.
    private static final Pattern PASSES = Pattern
            .compile("(?:^|: -)(LOADING|BUSY|MISCONF|READONLY|NOREPLICAS|CLUSTERDOWN|MASTERDOWN|TRYAGAIN|OOM|UNKILLABLE|MOVED|ASK)\\b");

    private Outcome() {}

    static Throwable of(Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (!(cause instanceof RedisCommandExecutionException)) return new Unanswered(String.valueOf(cause.getMessage()));
        String said = String.valueOf(cause.getMessage());
        var word = PASSES.matcher(said);
        return word.find() ? new Unanswered(word.group(1), said.substring(word.start(1))) : cause;
    }
}
