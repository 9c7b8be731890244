package io.tidemark.ingest;

import io.tidemark.log.Scope;
import io.tidemark.signal.Account;
import io.vertx.core.Future;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who may send signals: what ingest needs to know of keys.
public interface Keys {

    /// What `bearer` is worth, empty when it is no key. A failed future: that cannot be told now.
    Future<Optional<Grant>> authorise(String bearer);

    /// Whether the key has not been revoked; asked again and again while its sockets are open, so it must not wait for anything.
    boolean isLive(String keyId);

    /// What a key is worth: `reach` is an account path or [Account#EVERY], `fingerprint` 64 bits that stand for the key in the log.
    record Grant(String keyId, long fingerprint, String reach, boolean mayIngest) {

        /// The account of signals that name none, `null` for a key to every account.
        public @Nullable String ownAccount() {
            return reach.equals(Account.EVERY) ? null : reach;
        }

        Scope scope() {
            return new Scope(reach, ownAccount());
        }
    }
}
