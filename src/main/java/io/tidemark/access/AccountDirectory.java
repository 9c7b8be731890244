package io.tidemark.access;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Which accounts there are and in which zone, for those who show something: remembered for ten seconds, and while PostgreSQL is
/// away for an hour, as keys are. Used from any thread.
public final class AccountDirectory {
    static final Duration FRESH_FOR = Duration.ofSeconds(10);

    private static final int MOST = 10_000;

    private record Seen(AccountEntry account, Instant at) {}

    private final Accounts accounts;
    private final InstantSource clock;
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    public AccountDirectory(Accounts accounts, InstantSource clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    /// The zone in force for the account; empty when there is no such account. A failed future: that cannot be told now.
    public Future<Optional<String>> zone(String path) {
        Instant now = clock.instant();
        var known = seen.get(path);
        if (known != null && now.isBefore(known.at.plus(FRESH_FOR))) return Future.succeededFuture(zone(known, now));
        return accounts.find(path).map(found -> {
            found.ifPresentOrElse(account -> remember(account, now), () -> seen.remove(path));
            return found.map(account -> account.zones().at(now));
        }).recover(failure -> known != null && now.isBefore(known.at.plus(Ring.GOOD_FOR))
                ? Future.succeededFuture(zone(known, now))
                : Future.failedFuture(failure));
    }

    private static Optional<String> zone(Seen known, Instant now) {
        return Optional.of(known.account.zones().at(now));
    }

    private void remember(AccountEntry account, Instant now) {
        if (seen.size() >= MOST) seen.clear();
        seen.put(account.path(), new Seen(account, now));
    }
}
