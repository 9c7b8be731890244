package io.tidemark.wallboard;

import io.tidemark.web.Problem;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/// Decides who may look at what.
public interface Gate {

    /// Judges a claim. A failed future means that it cannot be judged now, not that it is refused.
    Future<Verdict> judge(Claim claim);

    /// Who asks to look: by key, or by the token of a board; at `account`, or at its own when `null`.
    record Claim(@Nullable String key, @Nullable String board, @Nullable String account) {

        @Override
        public String toString() {
            return "Claim[" + (board != null ? "board" : key != null ? "key" : "nobody") + ", account=" + account + "]";
        }
    }

    /// The answer to a claim.
    sealed interface Verdict {

        /// May look at `account`, whose days are those of `zone`.
        record Admitted(String account, String zone) implements Verdict {}

        /// May not: 400, 401, 403 or 404 with its reason.
        record Refused(Problem problem) implements Verdict {}
    }
}
