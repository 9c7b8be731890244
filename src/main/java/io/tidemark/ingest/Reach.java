package io.tidemark.ingest;

import io.tidemark.ingest.decode.Batch;
import io.tidemark.ingest.decode.Rejection;
import io.tidemark.ingest.decode.RejectionCode;
import io.tidemark.log.Numbered;
import io.tidemark.log.Scope;
import io.tidemark.signal.Account;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which accounts the signals of a message may name: those that the key reaches, in a stream those of its master.
record Reach(Scope scope, @Nullable String master) {

    /// The batch without what names another account, or none where one must be named.
    Batch within(Batch batch) {
        for (Numbered numbered : batch.signals())
            if (judge(numbered) != null)
                return sorted(batch);
        return batch;
    }

    /// The account that a signal is about.
    String accountOf(Numbered numbered) {
        String named = numbered.signal().account();
        return named != null ? named : String.valueOf(scope.defaultAccount());
    }

    private Batch sorted(Batch batch) {
        List<Numbered> good = new ArrayList<>(batch.signals().size());
        List<Rejection> bad = new ArrayList<>(batch.rejections());
        for (Numbered numbered : batch.signals()) {
            Rejection rejection = judge(numbered);
            if (rejection == null)
                good.add(numbered);
            else
                bad.add(rejection);
        }
        return new Batch(good, bad, batch.alive());
    }

    private @Nullable Rejection judge(Numbered numbered) {
        String named = numbered.signal().account();
        if (named == null)
            return scope.defaultAccount() != null ? null : missing(numbered.index());
        if (!scope.reaches(named))
            return new Rejection(numbered.index(), RejectionCode.OTHER_ACCOUNT,
                    "account must be " + scope.reach() + " or below it, which is what the key is worth; was \"" + named + "\"");
        if (master != null && !Account.master(named).equals(master))
            return new Rejection(numbered.index(), RejectionCode.OTHER_ACCOUNT,
                    "account must be " + master + " or below it, since the frame is of that stream; was \"" + named + "\"");
        return null;
    }

    private static Rejection missing(int index) {
        return new Rejection(index, RejectionCode.MISSING_ACCOUNT, "account is missing, and the key is worth every account: name one");
    }
}
