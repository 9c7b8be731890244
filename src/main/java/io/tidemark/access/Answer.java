package io.tidemark.access;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/// What a request is answered when it is done: a status, and JSON unless it is 204. Never kept by anybody on the way.
record Answer(int status, @Nullable JsonObject json) {

    static Answer ok(JsonObject json) {
        return new Answer(200, json);
    }

    static Answer created(JsonObject json) {
        return new Answer(201, json);
    }

    static Answer done() {
        return new Answer(204, null);
    }

    void send(HttpServerResponse response) {
        response.setStatusCode(status).putHeader("Cache-Control", "no-store");
        if (json == null) response.end();
        else
            response.putHeader("Content-Type", "application/json").end(json.toBuffer());
    }
}
