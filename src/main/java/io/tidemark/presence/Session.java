package io.tidemark.presence;

import io.tidemark.log.HexId;
import io.tidemark.signal.Role;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A live session. Everything that a figure needs of it is here; what it shares with others ([Traits], account, occurrence, holder)
/// is referred to. Instants are epoch milliseconds.
final class Session extends Timed {

    static final int DEFAULT_TIMEOUT = 90;
    private static final int FORMER_OWNERS = 4;

    /// Its id: two numbers when it is a [HexId], else `text`.
    final long high;
    final long low;
    private final @Nullable String text;
    AccountNode account;
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
    /// Its own last sign of life, and the one that is kept in Redis.
    long sign;
    long keptSign;
    /// The round of its stream's snapshots that last named it.
    int seenInRound;
    boolean counted;
    boolean dirty;
    boolean untold = true;
    boolean watchedForKeeping;
    long @Nullable [] formerOwners;
    @Nullable
    Session nextOfHolder;
    @Nullable
    Session previousOfHolder;
    @Nullable
    Session nextOfEvent;
    @Nullable
    Session previousOfEvent;

    Session(String id, long start, AccountNode account, Occurrence occurrence, Holder holder, Traits traits, Role role) {
        boolean isHex = HexId.is(id);
        this.high = isHex ? HexId.half(id, 0) : 0;
        this.low = isHex ? HexId.half(id, HexId.HALF) : id.hashCode();
        this.text = isHex ? null : id;
        this.start = start;
        this.stretchStart = start;
        this.account = account;
        this.occurrence = occurrence;
        this.holder = holder;
        this.traits = traits;
        this.role = role;
    }

    String id() {
        return text != null ? text : HexId.text(high, low);
    }

    /// Whether its id is made of these parts; `otherText` is `null` for a [HexId].
    boolean is(@Nullable String otherText, long otherHigh, long otherLow) {
        return low == otherLow && high == otherHigh && Objects.equals(text, otherText);
    }

    Master master() {
        return account.master;
    }

    /// The last sign of life, its own or one that its stream gave for it.
    long lastSign() {
        Stream stream = holder.stream;
        if (stream == null) return sign;
        return Math.max(sign, timeout > 0 ? stream.alive : stream.sign);
    }

    boolean wasOwnedBy(long owner) {
        if (formerOwners != null)
            for (long former : formerOwners)
                if (former == owner) return true;
        return false;
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
