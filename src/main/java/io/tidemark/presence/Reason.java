package io.tidemark.presence;

import java.util.Locale;

/// Why a signal was refused that only the set of what is live could judge. The code is part of the native interface.
public enum Reason {

    /// The event's live occurrence is of another kind.
    KIND_DIFFERS,
    /// The session or event is known to have ended, and not before this: its history is completed, nothing lives again.
    ENDED,
    /// A join outside streams that is older than the reordering window: history only.
    TOO_LATE_TO_LIVE,
    /// The session or event is held by an account that the key does not reach.
    OTHER_ACCOUNT,
    /// A heartbeat of a session that is not live: join again.
    UNKNOWN_SESSION,
    /// An event that is said to have started without a kind, and is not live.
    UNKNOWN_EVENT;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
