package io.tidemark.presence;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An account and its figures; what counts in it counts in all its ancestors.
final class AccountNode {

    /// Dimensions by which connections are broken down, in the order of [#breakdown].
    static final List<String> DIMENSIONS = List.of("device", "client", "platform", "country");

    final String path;
    final int number;
    final Master master;
    final @Nullable AccountNode parent;
    ZoneDays zone;
    /// A zone that takes effect at the next midnight.
    @Nullable
    String nextZone;
    /// Whether it or an account below it has had a signal.
    boolean signalled;
    long revision;
    final int[] now = new int[Cell.COUNT];
    Peaks today;
    Peaks yesterday;
    final Minute minute = new Minute();
    /// Cells that changed during the hold under way.
    long held;
    /// The day has begun at this very instant: the level carried in is not settled yet.
    boolean carryPending;
    /// All peaks of days that begin before this are lower bounds (nobody could write to the log).
    long unknownUntil;
    /// The step under way: cells touched, and their levels before it.
    long touched;
    final int[] before = new int[Cell.COUNT];
    final Set<Occurrence> liveEvents = new HashSet<>();
    final List<Map<@Nullable String, int[]>> breakdown = List.of(new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>());
    boolean figuresDirty;
    boolean recordDirty;
    boolean marksRose;
    boolean sceneDirty;

    AccountNode(String path, int number, Master master, @Nullable AccountNode parent, ZoneDays zone) {
        this.path = path;
        this.number = number;
        this.master = master;
        this.parent = parent;
        this.zone = zone;
        this.today = new Peaks(zone.day());
        this.yesterday = new Peaks(zone.day() - 1);
    }

    Standing standing() {
        boolean follows = yesterday.day == today.day - 1;
        Peaks before = follows ? yesterday : new Peaks(today.day - 1);
        return new Standing(path, zone.name(), today.day, now.clone(), today.level.clone(), today.at.clone(), today.atLeast,
                before.level.clone(),
                before.at.clone(), before.atLeast);
    }
}
