package io.tidemark.access;

import io.tidemark.signal.Account;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;

/// `/v1/keys`: keys are made, listed and revoked. Nobody gives what he has not got: neither an account nor a scope.
final class KeyRoutes {
    private final KeyStore store;
    private final KeyRing ring;
    private final AccountRoutes accounts;

    KeyRoutes(KeyStore store, KeyRing ring, AccountRoutes accounts) {
        this.store = store;
        this.ring = ring;
        this.accounts = accounts;
    }

    /// A new key; its text is in this answer and nowhere else.
    Future<Answer> create(Request request) {
        request.needs(Right.ADMIN);
        var body = request.body();
        String reach = request.reach(body.text("account"));
        Set<Right> rights = body.scopes();
        String name = body.name();
        for (var right : rights)
            if (!request.by().may(right))
                throw Refused.forbidden("forbidden", "the key has not the scope " + right.word() + " and cannot give it",
                        "use a key that has it");
        var secret = Secret.random(Secret.KEY);
        var known = reach.equals(Account.EVERY) ? Future.<Void>succeededFuture() : accounts.bring(reach);
        return known.compose(_ -> store.add(reach, rights, name, secret.digest(), request.by().keyId())).map(id -> {
            Audit.done(request, "made", "key " + id, reach);
            return Answer
                    .created(new JsonObject().put("id", id).put("key", secret.reveal()).put("account", reach).put("scopes", words(rights))
                            .put("name", name));
        });
    }

    Future<Answer> list(Request request) {
        request.needs(Right.ADMIN);
        String reach = request.reach(null);
        int limit = request.limit();
        return store.list(reach, request.after(), limit).map(keys -> {
            var json = new JsonObject().put("account", reach).put("keys", new JsonArray(keys.stream().map(KeyRoutes::json).toList()));
            return Answer.ok(keys.size() < limit ? json : json.put("next", keys.getLast().id()));
        });
    }

    /// Ends a key. One of an account out of reach is as unknown as one that never was.
    Future<Answer> revoke(Request request) {
        request.needs(Right.ADMIN);
        String id = request.id();
        return store.find(id).compose(found -> {
            var key = found.filter(it -> request.by().covers(it.reach()))
                    .orElseThrow(() -> Refused.notFound("there is no such key", "GET /v1/keys lists those that you can revoke"));
            return store.revoke(id).compose(done -> {
                if (!done) throw Refused.conflict("it is the last key that administers every account", "make another one first");
                Audit.done(request, "revoked", "key " + id, key.reach());
                return ring.catchUp().otherwiseEmpty().map(_ -> Answer.done());
            });
        });
    }

    private static JsonObject json(KeyStore.Listed key) {
        return new JsonObject().put("id", key.id()).put("account", key.reach()).put("scopes", words(key.rights())).put("name", key.name())
                .put("created", Times.text(key.created())).put("createdBy", key.createdBy());
    }

    private static JsonArray words(Set<Right> rights) {
        return new JsonArray(List.copyOf(rights).stream().sorted().map(Right::word).toList());
    }
}
