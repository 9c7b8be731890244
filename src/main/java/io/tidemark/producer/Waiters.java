package io.tidemark.producer;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Who waits for room in a stream, or until all that it had taken is acknowledged.
final class Waiters {
    private record Settlement(Outbox box, long until, Promise<Void> promise) {}

    private final Map<Outbox, Promise<Void>> room = new LinkedHashMap<>();
    private final List<Settlement> settlements = new ArrayList<>();

    Future<Void> room(Outbox box) {
        return room.computeIfAbsent(box, _ -> Promise.promise()).future();
    }

    Future<Void> settled(Outbox box) {
        if (box.settled() >= box.taken()) return Future.succeededFuture();
        var settlement = new Settlement(box, box.taken(), Promise.promise());
        settlements.add(settlement);
        return settlement.promise.future();
    }

    void wake() {
        for (var box : List.copyOf(room.keySet())) {
            if (box.isFull()) continue;
            var promise = room.remove(box);
            if (promise != null) promise.complete();
        }
        if (settlements.isEmpty()) return;
        var done = settlements.stream().filter(settlement -> settlement.box.settled() >= settlement.until).toList();
        settlements.removeAll(done);
        done.forEach(settlement -> settlement.promise.complete());
    }

    void fail(Throwable cause) {
        var rooms = List.copyOf(room.values());
        var open = List.copyOf(settlements);
        room.clear();
        settlements.clear();
        rooms.forEach(promise -> promise.fail(cause));
        open.forEach(settlement -> settlement.promise.fail(cause));
    }
}
