package io.tidemark.presence;

import java.util.Locale;

/// Why a signal was refused that only the set of what is live could judge. The code is part of the native interface.
///
/// * `kind_differs`: the event's live occurrence is of another kind.
/// * `ended`: the session or event is known to have ended, and not before this; its history is completed, nothing lives again.
/// * `too_late_to_live`: a join outside streams that is older than the reordering window; history only.
/// * `other_account`: the session or event is held by an account that the key does not reach.
/// * `unknown_session`: a heartbeat of a session that is not live; join again.
/// * `unknown_event`: an event that is said to have started without a kind, and is not live.
public enum Reason {
    KIND_DIFFERS, ENDED, TOO_LATE_TO_LIVE, OTHER_ACCOUNT, UNKNOWN_SESSION, UNKNOWN_EVENT;

    /// The spelling on the wire.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
