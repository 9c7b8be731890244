package io.tidemark.wallboard;

import io.tidemark.web.Bearer;
import io.vertx.core.MultiMap;

/// Reads from a request who asks to look, and at what. Only the token of a board may stand in an address.
final class Claims {

    private Claims() {}

    static Gate.Claim ofRequest(MultiMap headers, MultiMap query) {
        return new Gate.Claim(Bearer.ofRequest(headers), query.get("board"), query.get("account"));
    }

    static Gate.Claim ofHandshake(MultiMap headers, MultiMap query) {
        return new Gate.Claim(Bearer.ofHandshake(headers), query.get("board"), query.get("account"));
    }
}
