package io.tidemark.log;

import io.tidemark.signal.Account;
import org.jspecify.annotations.Nullable;

/// What the key behind a message is worth (`reach`: an account path, or `*`), and the account of those of its signals that name
/// none (`null`: every signal names one).
public record Scope(String reach, @Nullable String defaultAccount) {

    public boolean reaches(String account) {
        return Account.reaches(reach, account);
    }
}
