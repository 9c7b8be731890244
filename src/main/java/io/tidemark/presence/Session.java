package io.tidemark.presence;

import io.tidemark.signal.Role;
import io.tidemark.signal.Id;
import org.jspecify.annotations.Nullable;

/// A live session. Everything that a figure needs of it is here; what it shares with others ([Traits], account, occurrence, holder)
/// is referred to. Instants are epoch milliseconds.
final class Session extends Alive {

    static final int DEFAULT_TIMEOUT = 90;
    private static final int FORMER_OWNERS = 4;

    Occurrence occurrence;
    Holder holder;
    Traits traits;
    Role role;
    @Nullable
    String user;
    /// Seconds of silence allowed, 0 when not given.
    int timeout;
    final long start;
    long stretchStart;
    /// Number of the present stretch, from 0.
    int stretch;
    /// The `at` of the latest join that updated it: an older one only completes.
    long at;
    /// The sign of life that is kept in Redis.
    long keptSign;
    /// The round of its stream's snapshots that last named it.
    int seenInRound;
    boolean counted;
    boolean dirty;
    boolean untold = true;
    @Nullable
    Session nextOfHolder;
    @Nullable
    Session previousOfHolder;
    @Nullable
    Session nextOfEvent;
    @Nullable
    Session previousOfEvent;

    Session(Id id, long start, AccountNode account, Occurrence occurrence, Holder holder, Traits traits, Role role) {
        super(id, account);
        this.start = start;
        this.stretchStart = start;
        this.occurrence = occurrence;
        this.holder = holder;
        this.traits = traits;
        this.role = role;
    }

    /// The last sign of life, its own or one that its stream gave for it.
    long lastSign() {
        Stream stream = holder.stream;
        if (stream == null) return sign;
        return Math.max(sign, timeout > 0 ? stream.alive : stream.sign);
    }

    /// Remembers who owned it until now; the four latest are kept, latest first.
    void rememberOwner(long owner) {
        int kept = formerOwners == null ? 0 : Math.min(formerOwners.length, FORMER_OWNERS - 1);
        long[] owners = new long[kept + 1];
        owners[0] = owner;
        int n = 1;
        for (int i = 0; i < kept && formerOwners != null; i++)
            if (formerOwners[i] != owner) owners[n++] = formerOwners[i];
        formerOwners = n == owners.length ? owners : java.util.Arrays.copyOf(owners, n);
    }

    void forgetOwner(long owner) {
        if (formerOwners == null || !wasOwnedBy(owner)) return;
        formerOwners = java.util.Arrays.stream(formerOwners).filter(former -> former != owner).toArray();
    }

    @Override
    long due() {
        if (timeout == 0 && holder.stream != null) return Long.MAX_VALUE;
        return account.master.live.silences.deadline(lastSign(), 1000L * (timeout == 0 ? DEFAULT_TIMEOUT : timeout));
    }

    @Override
    int rank() {
        return 0;
    }
}
