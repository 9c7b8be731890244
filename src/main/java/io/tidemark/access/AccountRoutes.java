package io.tidemark.access;

import io.tidemark.signal.Account;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `/v1/accounts`: the accounts below one, and what an account is.
final class AccountRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(AccountRoutes.class);

    private final Accounts accounts;
    private final Figures figures;
    private final SettingsLog log;
    private final InstantSource clock;

    AccountRoutes(Accounts accounts, Figures figures, SettingsLog log, InstantSource clock) {
        this.accounts = accounts;
        this.figures = figures;
        this.log = log;
        this.clock = clock;
    }

    /// The account and those below it, with their figures; without them when they cannot be had.
    Future<Answer> list(Request request) {
        request.needs(Right.READ, Right.ADMIN);
        String reach = request.reach(null);
        int limit = request.limit();
        var exists = reach.equals(Account.EVERY) ? Future.succeededFuture(true) : accounts.exists(reach);
        return exists.compose(known -> {
            if (!known)
                throw Refused.notFound("there is no such account", "an account comes into being by a signal, a key or PUT /v1/accounts");
            return accounts.below(reach, request.after(), limit);
        }).compose(found -> figures.levels(found.stream().map(AccountEntry::path).toList()).otherwise(failure -> {
            LOG.warn("No levels for the list of accounts: {}", failure.toString());
            return Map.of();
        }).map(levels -> Answer.ok(json(reach, found, levels, limit))));
    }

    /// Brings it into being, or changes it.
    Future<Answer> put(Request request) {
        request.needs(Right.ADMIN);
        String path = request.account();
        return accounts.put(path, request.body().wish()).compose(done -> {
            Audit.done(request, "set", "account", path);
            return tell(done).map(_ -> Answer.ok(json(done.account(), clock.instant())));
        });
    }

    /// Brings it into being, if need be.
    Future<Void> bring(String path) {
        return accounts.put(path, AccountWish.NOTHING).compose(this::tell);
    }

    private Future<Void> tell(Accounts.Done done) {
        return Future.join(done.told().stream().map(settings -> log.tell(settings).onFailure(failure -> LOG
                .warn("Settings of {} go into the log later, with the next comparison: {}", settings.account(), failure.toString())))
                .toList()).<Void>mapEmpty().otherwiseEmpty().mapEmpty();
    }

    private JsonObject json(String reach, List<AccountEntry> found, Map<String, JsonObject> levels, int limit) {
        Instant now = clock.instant();
        var list = new JsonArray();
        for (var account : found)
            list.add(json(account, now).put("levels", levels.get(account.path())));
        var json = new JsonObject().put("account", reach).put("asOf", Times.text(now)).put("accounts", list);
        return found.size() < limit ? json : json.put("next", found.getLast().path());
    }

    private static JsonObject json(AccountEntry account, Instant now) {
        var json = new JsonObject().put("account", account.path()).put("name", account.name()).put("zone", account.zones().at(now))
                .put("settings", account.settings()).put("firstSeen", Times.text(account.firstSeen()));
        account.zones().pending(now).ifPresent(change -> json.put("zoneChange", new JsonObject().put("zone", change.zone())
                .put("at", Times.text(change.since()))));
        return json;
    }
}
