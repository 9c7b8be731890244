package io.tidemark;

import io.tidemark.access.Figures;
import io.tidemark.shard.Levels;
import io.tidemark.signal.Account;
import io.tidemark.wallboard.ShownLevels;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.Collectors;

/// Levels of many accounts, piece by piece: between two pieces the event loop, and Redis, serve everybody else.
record AccountFigures(Levels levels) implements Figures {

    static final int AT_ONCE = 100;

    private record Piece(String master, List<String> accounts) {}

    @Override
    public Future<Map<String, JsonObject>> levels(List<String> accounts) {
        var pieces = new ArrayDeque<Piece>();
        accounts.stream().collect(Collectors.groupingBy(Account::master)).forEach((master, below) -> {
            for (int from = 0; from < below.size(); from += AT_ONCE)
                pieces.add(new Piece(master, below.subList(from, Math.min(below.size(), from + AT_ONCE))));
        });
        return read(pieces, new HashMap<>());
    }

    private Future<Map<String, JsonObject>> read(Queue<Piece> pieces, Map<String, JsonObject> shown) {
        var reads = new ArrayList<Future<List<Levels.View>>>();
        int count = 0;
        for (Piece next = pieces.peek(); next != null && count + next.accounts.size() <= AT_ONCE; next = pieces.peek()) {
            count += next.accounts.size();
            reads.add(levels.read(next.master, next.accounts));
            pieces.remove();
        }
        if (reads.isEmpty()) return Future.succeededFuture(shown);
        return Future.all(reads).compose(_ -> {
            for (var read : reads)
                for (var view : read.result())
                    if (view.standing() != null) shown.put(view.account(), ShownLevels.of(view.standing()));
            return read(pieces, shown);
        });
    }
}
