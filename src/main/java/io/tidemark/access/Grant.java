package io.tidemark.access;

import io.tidemark.log.Scope;
import io.tidemark.signal.Account;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a key is worth.
///
/// @param keyId       names the key in logs and lists; it is no secret
/// @param fingerprint 64 bits that stand for the key where a number is wanted; they tell nothing of its secret
/// @param reach       an account path, or [Account#EVERY]
public record Grant(String keyId, long fingerprint, String reach, Set<Right> rights) {
    public Grant {
        rights = Set.copyOf(rights);
    }

    /// Whether the key is worth `account`: its own, or one below it.
    public boolean reaches(String account) {
        return Account.reaches(reach, account);
    }

    /// Whether the key is worth all that `other` is worth: an account path, or [Account#EVERY].
    public boolean covers(String other) {
        return reach.equals(Account.EVERY) || !other.equals(Account.EVERY) && reaches(other);
    }

    public boolean may(Right right) {
        return rights.contains(right);
    }

    /// The account that is meant when none is named; `null` for a key to every account, which has none of its own.
    public @Nullable String ownAccount() {
        return reach.equals(Account.EVERY) ? null : reach;
    }

    /// What the log writes beside signals that came by this key.
    public Scope scope() {
        return new Scope(reach, ownAccount());
    }
}
