package io.tidemark.access;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/// `/v1/boards`: links to wallboards are made, listed and revoked.
final class BoardRoutes {
    private final BoardStore store;
    private final BoardRing ring;
    private final AccountRoutes accounts;
    private final String publicUrl;

    BoardRoutes(BoardStore store, BoardRing ring, AccountRoutes accounts, String publicUrl) {
        this.store = store;
        this.ring = ring;
        this.accounts = accounts;
        this.publicUrl = publicUrl;
    }

    /// A new link; its address is in this answer and nowhere else.
    Future<Answer> create(Request request) {
        request.needs(Right.ADMIN);
        var body = request.body();
        String account = request.account(body.text("account"));
        String name = body.name();
        var token = Secret.random(Secret.BOARD);
        return accounts.bring(account).compose(_ -> store.add(account, name, token.digest(), request.by().keyId())).map(id -> {
            Audit.done(request, "made", "board " + id, account);
            return Answer.created(new JsonObject().put("id", id).put("url", publicUrl + "/b/" + token.reveal()).put("account", account)
                    .put("name", name));
        });
    }

    Future<Answer> list(Request request) {
        request.needs(Right.ADMIN);
        String reach = request.reach(null);
        int limit = request.limit();
        return store.list(reach, request.after(), limit).map(boards -> {
            var json = new JsonObject().put("account", reach).put("boards", new JsonArray(boards.stream().map(BoardRoutes::json).toList()));
            return Answer.ok(boards.size() < limit ? json : json.put("next", boards.getLast().id()));
        });
    }

    /// Ends a link. One of an account out of reach is as unknown as one that never was.
    Future<Answer> revoke(Request request) {
        request.needs(Right.ADMIN);
        String id = request.id();
        return store.find(id).compose(found -> {
            var board = found.filter(it -> request.by().reaches(it.account()))
                    .orElseThrow(() -> Refused.notFound("there is no such board", "GET /v1/boards lists those that you can revoke"));
            return store.revoke(id).compose(_ -> {
                Audit.done(request, "revoked", "board " + id, board.account());
                return ring.catchUp().otherwiseEmpty().map(_ -> Answer.done());
            });
        });
    }

    private static JsonObject json(BoardStore.Listed board) {
        return new JsonObject().put("id", board.id()).put("account", board.account()).put("name", board.name())
                .put("created", Times.text(board.created())).put("createdBy", board.createdBy());
    }
}
