package io.tidemark.producer;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a server does with one stream, by the letter of the protocol and as plainly as possible: it can lose its latest writes
/// and let the stream lapse.
final class ModelServer {
    record State(long seq, Map<String, JsonObject> live, List<Long> usage, boolean lapsed) {
        State copy() {
            return new State(seq, new HashMap<>(live), new ArrayList<>(usage), lapsed);
        }
    }

    State state = new State(0, new HashMap<>(), new ArrayList<>(), false);
    final List<State> past = new ArrayList<>();
    private boolean dropping;
    private int parts;
    private long partsSeq;
    private long durable;
    private @Nullable Set<String> named;

    /// A new socket: `acked` of its welcome.
    long welcome() {
        dropping = false;
        named = null;
        parts = 0;
        return state.seq;
    }

    void lapse() {
        var next = state.copy();
        next.live.clear();
        state = new State(next.seq, next.live, next.usage, true);
    }

    /// Goes back by so many messages, but never behind what it called durable.
    void loseWrites(int steps) {
        for (int i = 0; i < steps && !past.isEmpty() && past.getLast().seq >= durable; i++) state = past.removeLast();
    }

    /// The answers to a message.
    List<JsonObject> hear(JsonObject message) {
        past.add(state.copy());
        if ("snapshot".equals(message.getString("type"))) return snapshot(message);
        long seq = message.getLong("seq");
        if (named != null) return List.of();
        var answers = new ArrayList<JsonObject>();
        if (state.lapsed) answers.add(new JsonObject().put("type", "lapsed"));
        if (seq > state.seq + 1) {
            if (!dropping) answers.add(new JsonObject().put("type", "resume").put("from", state.seq + 1));
            dropping = true;
            return answers;
        }
        if (seq == state.seq + 1) {
            dropping = false;
            apply(message.getJsonArray("signals"));
            state = new State(seq, state.live, state.usage, state.lapsed);
        }
        answers.add(ack());
        return answers;
    }

    /// What is said again after five seconds.
    List<JsonObject> remind() {
        if (named != null) return List.of();
        if (dropping) return List.of(new JsonObject().put("type", "resume").put("from", state.seq + 1));
        return state.lapsed ? List.of(new JsonObject().put("type", "lapsed")) : List.of();
    }

    private JsonObject ack() {
        durable = Math.max(durable, state.seq - 4);
        return new JsonObject().put("type", "ack").put("seq", state.seq).put("durable", durable);
    }

    private List<JsonObject> snapshot(JsonObject message) {
        int part = message.getInteger("part");
        if (part == 1) {
            named = null;
            if (message.getLong("seq") < state.seq) return List.of();
            named = new HashSet<>();
            parts = 0;
            partsSeq = message.getLong("seq");
            state = new State(state.seq, state.live, state.usage, false);
        }
        var names = named;
        if (names == null || part != ++parts) return List.of();
        var sessions = message.getJsonArray("sessions");
        apply(sessions);
        for (var join : sessions) names.add(((JsonObject) join).getString("session"));
        if (!message.getBoolean("last")) return List.of();
        state.live.keySet().retainAll(names);
        state = new State(partsSeq, state.live, state.usage, false);
        named = null;
        dropping = false;
        return List.of(ack());
    }

    private void apply(JsonArray signals) {
        for (var each : signals) {
            var signal = (JsonObject) each;
            switch (signal.getString("type")) {
                case "join" -> state.live.merge(signal.getString("session"), signal, (old, now) -> old.copy().mergeIn(now).put("at", old
                        .getValue("at")));
                case "leave" -> state.live.remove(signal.getString("session"));
                case "event" -> state.live.values().removeIf(live -> live.getString("event").equals(signal.getString("event")));
                default -> state.usage.add(signal.getLong("quantity"));
            }
        }
    }
}
