package io.tidemark.presence;

import io.tidemark.log.Origin;
import io.tidemark.signal.Account;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Everything live in a shard, and what of it has changed: the state that the rules ([Joins], [Endings], [Events], [Streams]) work on.
final class Live {

    /// The time of what is being applied, epoch milliseconds.
    long now;
    final String defaultZone;
    final Map<String, Master> masters = new HashMap<>();
    final SessionTable sessions = new SessionTable();
    final Map<Long, Holder> holders = new HashMap<>();
    private final Map<Origin, Set<Stream>> openedThrough = new HashMap<>();
    final Names names = new Names();
    final Traits.Book traits = new Traits.Book();
    final Timers timers = new Timers();
    final Silences silences = new Silences();
    final Ends ends = new Ends();
    final Days days = new Days(this);
    final Step step = new Step(this);
    final FactLog facts = new FactLog();
    final List<Notice> notices = new ArrayList<>();
    int lastMaster;
    int lastAccount;
    int lastOccurrence;

    final Set<AccountNode> dirtyAccounts = new LinkedHashSet<>();
    final Set<AccountNode> dirtyFigures = new LinkedHashSet<>();
    final Set<AccountNode> dirtyScenes = new LinkedHashSet<>();
    final Set<AccountNode> minutes = new LinkedHashSet<>();
    final List<Session> dirtySessions = new ArrayList<>();
    final List<Occurrence> dirtyEvents = new ArrayList<>();
    final Set<Stream> dirtyStreams = new HashSet<>();
    final Set<Master> dirtyMasters = new HashSet<>();
    final Keeping keeping = new Keeping(this);
    /// The account last asked for, since many signals one after the other name the same.
    private @Nullable String asked;
    private @Nullable Master found;
    private final Map<String, Long> toldUnknown = new LinkedHashMap<>();

    Live(String defaultZone) {
        this.defaultZone = defaultZone;
    }

    /// Lets time pass to `time`; nothing may be due before it.
    void moveTo(long time) {
        if (days.isPending(time)) days.settle();
        if (!minutes.isEmpty() && time >= minutes.iterator().next().minute.start + Minute.LENGTH) closeMinutes();
        now = time;
    }

    private void closeMinutes() {
        for (AccountNode account : minutes) {
            facts.minute(account);
            if (account.marksRose) facts.mark(account, account.today);
            account.marksRose = false;
            account.minute.begin(0);
            touchFigures(account);
        }
        minutes.clear();
    }

    /// The minute under way of an account, begun if need be.
    Minute minuteOf(AccountNode account) {
        if (minutes.add(account)) account.minute.begin(now - Math.floorMod(now, Minute.LENGTH));
        return account.minute;
    }

    @Nullable
    Master master(String account) {
        if (account.equals(asked)) return found;
        Master master = masters.get(Account.master(account));
        if (master != null) {
            asked = account;
            found = master;
        }
        return master;
    }

    Master makeMaster(String name) {
        return masters.computeIfAbsent(name, _ -> {
            var master = new Master(this, name, ++lastMaster);
            dirtyMasters.add(master);
            return master;
        });
    }

    /// The account of a path, brought into being with its ancestors if need be.
    AccountNode account(String path) {
        Master master = makeMaster(Account.master(path));
        AccountNode known = master.accounts.get(path);
        if (known != null) return known;
        int slash = path.lastIndexOf('/');
        AccountNode parent = slash < 0 ? null : account(path.substring(0, slash));
        ZoneDays zone = parent == null ? days.zone(defaultZone) : parent.zone;
        var account = new AccountNode(path, ++lastAccount, master, parent, zone);
        zone.accounts.add(account);
        master.accounts.put(path, account);
        dirtyAccounts.add(account);
        touchFigures(account);
        touchScene(account);
        facts.account(account, now);
        return account;
    }

    /// The account of a path that has now had a signal.
    AccountNode signalled(String path) {
        AccountNode account = account(path);
        for (@Nullable
        AccountNode at = account; at != null && !at.signalled; at = at.parent) {
            at.signalled = true;
            dirtyAccounts.add(at);
            facts.account(at, now);
        }
        return account;
    }

    @Nullable
    Occurrence event(@Nullable Master master, String event) {
        return master == null ? null : master.events.get(event);
    }

    /// Whoever is behind an origin outside streams; not remembered while it holds nothing.
    Holder holder(Origin origin) {
        long id = Holder.idOf(origin);
        Holder holder = holders.get(id);
        return holder != null ? holder : new Holder(id, null);
    }

    /// The streams that a connection has opened and no other since.
    Set<Stream> openedThrough(Origin origin) {
        return openedThrough.getOrDefault(origin, Set.of());
    }

    void open(Stream stream, Origin origin) {
        forget(stream);
        stream.origin = origin;
        openedThrough.computeIfAbsent(origin, _ -> new LinkedHashSet<>()).add(stream);
    }

    /// The stream's connection is not asked about it any more.
    void forget(Stream stream) {
        openedThrough.computeIfPresent(stream.origin, (_, streams) -> streams.remove(stream) && streams.isEmpty() ? null : streams);
    }

    /// Gives a session to `holder`.
    void own(Session session, Holder holder) {
        if (holder.stream == null) holders.put(holder.id, holder);
        holder.add(session);
    }

    void disown(Session session) {
        Holder holder = session.holder;
        holder.remove(session);
        if (holder.count > 0) return;
        if (holder.stream == null) {
            holders.remove(holder.id);
        } else {
            timers.update(holder.stream);
        }
    }

    void touch(Session session) {
        if (session.dirty) return;
        session.dirty = true;
        dirtySessions.add(session);
    }

    void touch(Occurrence occurrence) {
        if (occurrence.dirty) return;
        occurrence.dirty = true;
        dirtyEvents.add(occurrence);
    }

    void touch(Stream stream) {
        dirtyStreams.add(stream);
    }

    void touchFigures(AccountNode account) {
        dirtyFigures.add(account);
    }

    void touchScene(AccountNode account) {
        dirtyScenes.add(account);
    }

    /// The scene of an account and its ancestors has changed.
    void touchScenes(AccountNode account) {
        for (@Nullable
        AccountNode at = account; at != null; at = at.parent)
            touchScene(at);
    }

    /// Whether nothing has changed that is to be kept or told; signs of life are neither.
    boolean isUntouched() {
        return dirtySessions.isEmpty() && dirtyFigures.isEmpty() && dirtyEvents.isEmpty() && dirtyStreams.isEmpty()
                && dirtyMasters.isEmpty()
                && dirtyAccounts.isEmpty() && traits.dirty.isEmpty() && ends.isUntouched() && notices.isEmpty() && facts.size() == 0;
    }

    /// Peaks of the account and its ancestors are lower bounds today: something is not known.
    void unknown(AccountNode account) {
        for (@Nullable
        AccountNode at = account; at != null; at = at.parent) {
            if (at.today.atLeast == Peaks.ALL) continue;
            at.today.atLeast = Peaks.ALL;
            at.marksRose = true;
            touchFigures(at);
        }
    }

    /// Whether it is time again to say that `session` is unknown: once in ten seconds.
    boolean mayTellUnknown(String master, String session) {
        String key = master + '\n' + session;
        Long told = toldUnknown.get(key);
        if (told != null && now - told < 10_000) return false;
        toldUnknown.remove(key);
        toldUnknown.put(key, now);
        if (toldUnknown.size() > 10_000) toldUnknown.remove(toldUnknown.keySet().iterator().next());
        return true;
    }
}
