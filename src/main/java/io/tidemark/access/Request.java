package io.tidemark.access;

import io.tidemark.signal.Account;
import io.tidemark.web.Envelope;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A request whose key has been found good: who asks, and for what.
record Request(RoutingContext context, Grant by) {
    private static final int MOST = 1000;

    /// The address that it came from.
    String from() {
        return Envelope.client(context);
    }

    Body body() {
        return Body.of(context);
    }

    void needs(Right... oneOf) {
        for (var right : oneOf)
            if (by.may(right)) return;
        String words = String.join(" or ", List.of(oneOf).stream().map(Right::word).toList());
        throw Refused.forbidden("forbidden", "the key has not the scope " + words, "use a key with the scope " + words);
    }

    /// The account of the query, or the key's own; one account, within reach.
    String account() {
        return account(null);
    }

    /// The same, where the body may name it too.
    String account(@Nullable String ofBody) {
        String account = reach(ofBody);
        if (account.equals(Account.EVERY)) throw malformed(account);
        return account;
    }

    /// The same, where every account (`*`) may be meant.
    String reach(@Nullable String ofBody) {
        String query = context.request().getParam("account");
        if (ofBody != null && query != null && !ofBody.equals(query))
            throw Refused.field("account", ofBody, "account differs between the body and the query");
        String account = ofBody != null ? ofBody : query != null ? query : by.ownAccount();
        if (account == null)
            throw Refused.field("account", null, "account is missing: the key is worth every account").remedy("name one: ?account=acme");
        if (!account.equals(Account.EVERY) && !Account.isPath(account)) throw malformed(account);
        if (!by.covers(account)) throw otherAccount();
        return account;
    }

    /// The id in the path; what cannot be an id becomes one that nothing has.
    String id() {
        String id = context.pathParam("id");
        return id != null && id.matches("[A-Za-z0-9_-]{1,64}") ? id : "";
    }

    /// Where a list begins: after this item.
    String after() {
        String after = context.request().getParam("after");
        if (after == null) return "";
        if (after.chars().anyMatch(Character::isISOControl))
            throw Refused.field("after", null, "after must be what an answer gave as next");
        return after;
    }

    /// How many items of a list are wanted.
    int limit() {
        String limit = context.request().getParam("limit");
        if (limit == null) return MOST;
        if (!limit.matches("[1-9][0-9]{0,3}") || Integer.parseInt(limit) > MOST)
            throw Refused.field("limit", limit, "limit must be a number from 1 to " + MOST);
        return Integer.parseInt(limit);
    }

    /// Says the same whether there is such an account or not.
    static Refused otherAccount() {
        return Refused.forbidden("other_account", "the key is not worth this account", "use a key of this account, or of one above it");
    }

    private static Refused malformed(String account) {
        return Refused.field("account", account, "account must be 1 to 8 segments of letters, digits, '.', '_' and '-', joined by '/'")
                .remedy("name one account, such as acme or acme/emea");
    }
}
