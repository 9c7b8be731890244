package io.tidemark.load.transitions;

import io.tidemark.load.process.Node;
import io.tidemark.load.process.RedisServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;

/// What somebody shows of an account: its figures, by `section.metric`.
@FunctionalInterface
interface Shown {

    Map<String, Level> of(String account) throws IOException;

    /// What `GET /v1/levels` of a node answers.
    static Shown by(Node node) {
        return account -> {
            var levels = new HashMap<String, Level>();
            var sections = node.ask("/v1/levels?account=" + account).getJsonObject("levels");
            for (String section : sections.fieldNames())
                for (var metric : sections.getJsonObject(section)) {
                    var figure = (JsonObject) metric.getValue();
                    var today = figure.getJsonObject("today");
                    levels.put(section + '.' + metric.getKey(),
                            new Level(figure.getLong("now"), today.getLong("peak"), "exact".equals(today.getString("bound"))));
                }
            return levels;
        };
    }

    /// What the naive monitor has written.
    static Shown by(RedisServer naive, String zone) {
        return account -> naive.ask(redis -> {
            var levels = new HashMap<String, Level>();
            var now = redis.hgetall("levels:" + account);
            for (var mark : redis.zrangeWithScores("marks:" + account + ':' + LocalDate.now(ZoneId.of(zone)), 0, -1))
                levels.put(mark.getValue(), new Level(Long.parseLong(now.get(mark.getValue())), (long) mark.getScore(), true));
            return levels;
        });
    }
}
