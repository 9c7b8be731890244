package io.tidemark.access;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/// What a request is answered: a status, and JSON unless it is 204. Never kept by anybody on the way.
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
        send(response, "application/json");
    }

    static void send(HttpServerResponse response, Refused refused) {
        if (refused.status() == 401) response.putHeader("WWW-Authenticate", "Bearer realm=\"tidemark\"");
        if (refused.status() == 503) response.putHeader("Retry-After", "2");
        new Answer(refused.status(), refused.problem()).send(response, "application/problem+json");
    }

    private void send(HttpServerResponse response, String type) {
        response.setStatusCode(status).putHeader("Cache-Control", "no-store").putHeader("X-Content-Type-Options", "nosniff");
        if (json == null) response.end();
        else
            response.putHeader("Content-Type", type).end(json.toBuffer());
    }
}
