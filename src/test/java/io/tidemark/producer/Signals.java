package io.tidemark.producer;

import io.vertx.core.json.JsonObject;

/// Short forms of the signals that the tests send.
final class Signals {
    private Signals() {}

    static JsonObject join(String session, String event) {
        return new JsonObject().put("type", "join").put("session", session).put("event", event).put("kind", "meeting").put("role",
                "participant");
    }

    static JsonObject leave(String session) {
        return new JsonObject().put("type", "leave").put("session", session);
    }

    static JsonObject ended(String event) {
        return new JsonObject().put("type", "event").put("event", event).put("state", "ended");
    }

    static JsonObject usage(long quantity) {
        return new JsonObject().put("type", "usage").put("meter", "messages").put("quantity", quantity);
    }
}
