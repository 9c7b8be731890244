package io.tidemark.presence;

import io.tidemark.signal.Id;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a heartbeat looks at of a [Session]. A class above it, since its fields then lie next to each other: with many sessions each
/// further place is a wait for memory, and those waits are most of what a heartbeat costs.
abstract sealed class Alive extends Timed permits Session {

    /// Its id ([Id], whose object would cost more).
    final long high;
    final long low;
    /// Its own last sign of life.
    long sign;
    private final @Nullable String text;
    AccountNode account;
    long @Nullable [] formerOwners;
    boolean watchedForKeeping;

    Alive(Id id, AccountNode account) {
        this.high = id.high();
        this.low = id.low();
        this.text = id.text();
        this.account = account;
    }

    String id() {
        return key().toString();
    }

    Id key() {
        return text != null ? Id.of(text) : Id.ofHex(high, low);
    }

    boolean is(Id id) {
        return low == id.low() && high == id.high() && Objects.equals(text, id.text());
    }

    Master master() {
        return account.master;
    }

    /// Reads what lies first of it, in its middle and last: it may lie across two lines of memory. The JVM puts the longs before the
    /// references, and the flag into a gap at the beginning.
    long firstAndLast() {
        return formerOwners == null ? queuedFor + sign : sign;
    }

    boolean wasOwnedBy(long owner) {
        if (formerOwners != null)
            for (long former : formerOwners)
                if (former == owner) return true;
        return false;
    }
}
