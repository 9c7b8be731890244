package io.tidemark.load.transitions;

import io.lettuce.core.RedisFuture;
import io.lettuce.core.ZAddArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The commands of one frame, each by itself and all in a pipeline: what an answer asks for goes into the next flush.
final class NaivePipeline {

    /// What is sent for a session, for the report.
    static final List<String> COMMANDS = List.of("join:",
            "  HSET sessions SESSION EVENT|KIND|ROLE",
            "  HINCRBY events EVENT 1                                        is it the first? then its account and master, total and kind:",
            "    HINCRBY levels:ACCOUNT SECTION.events 1                     4 of them, each followed by its mark",
            "  HINCRBY levels:ACCOUNT SECTION.METRIC 1                       8: account and master, total and kind, connections and role",
            "  ZADD marks:ACCOUNT:DAY GT CH LEVEL SECTION.METRIC             8: with the level that was answered",
            "    HSET instants:ACCOUNT:DAY SECTION.METRIC AT                 where that raised the mark",
            "leave (what the session was is remembered in the program, so nothing is asked):",
            "  HDEL sessions SESSION",
            "  HINCRBY events EVENT -1                                       was it the last? then the 4 as above, by -1",
            "  HINCRBY levels:ACCOUNT SECTION.METRIC -1                      8");

    private static final ZAddArgs RAISE = ZAddArgs.Builder.gt().ch();

    private final StatefulRedisConnection<String, String> connection;
    private final RedisAsyncCommands<String, String> redis;
    private final ZoneId zone;
    private final Context context = Vertx.currentContext();
    private List<Step<?>> next = new ArrayList<>();

    private record Step<T>(RedisFuture<T> command, Consumer<T> then) {

        void answered() {
            then.accept(command.resultNow());
        }
    }

    /// `connection` flushes when it is told to; all is sent by the thread that made this, else frames overtake each other.
    NaivePipeline(StatefulRedisConnection<String, String> connection, ZoneId zone) {
        this.connection = connection;
        this.redis = connection.async();
        this.zone = zone;
    }

    void join(String session, Place place, long at) {
        send(redis.hset("sessions", session, place.event() + '|' + place.kind() + '|' + place.role()), _ -> {});
        send(redis.hincrby("events", place.event(), 1), sessions -> {
            if (sessions == 1) everywhere(place, Cells.ofEvent(place.kind()), 1, at);
        });
        everywhere(place, Cells.ofSession(place.kind(), place.role()), 1, at);
    }

    void leave(String session, Place place, long at) {
        send(redis.hdel("sessions", session), _ -> {});
        send(redis.hincrby("events", place.event(), -1), sessions -> {
            if (sessions == 0) everywhere(place, Cells.ofEvent(place.kind()), -1, at);
        });
        everywhere(place, Cells.ofSession(place.kind(), place.role()), -1, at);
    }

    private void everywhere(Place place, List<String> cells, int change, long at) {
        var day = change > 0 ? Instant.ofEpochMilli(at).atZone(zone).toLocalDate().toString() : "";
        for (var account : List.of(place.account(), place.account().substring(0, place.account().indexOf('/'))))
            for (var cell : cells)
                send(redis.hincrby("levels:" + account, cell, change), level -> {
                    if (change > 0) raise(account + ':' + day, cell, level, at);
                });
    }

    private void raise(String day, String cell, long level, long at) {
        send(redis.zadd("marks:" + day, RAISE, level, cell), raised -> {
            if (raised == 1) send(redis.hset("instants:" + day, cell, Long.toString(at)), _ -> {});
        });
    }

    private <T> void send(RedisFuture<T> command, Consumer<T> then) {
        next.add(new Step<>(command, then));
    }

    /// Flushes what was sent, and what its answers ask for, until nothing is left. Answers come in the order of the commands.
    void run(Runnable done, Consumer<Throwable> failed) {
        if (next.isEmpty()) {
            done.run();
            return;
        }
        var sent = next;
        next = new ArrayList<>();
        sent.getLast().command.whenComplete((_, failure) -> context.runOnContext(_ -> {
            if (failure != null) {
                failed.accept(failure);
                return;
            }
            sent.forEach(Step::answered);
            run(done, failed);
        }));
        connection.flushCommands();
    }
}
