package io.tidemark.web;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

/// An error as it is answered: `application/problem+json` (RFC 9457) with a stable `code` beside its sentence. `retryAfter` in
/// seconds, 0: not said.
public record Problem(int status, String code, String detail, int retryAfter) {

    public static Problem of(int status, String code, String detail) {
        return new Problem(status, code, detail, 0);
    }

    /// The same with `Retry-After`.
    public Problem retryAfter(int seconds) {
        return new Problem(status, code, detail, seconds);
    }

    public Future<Void> answer(HttpServerResponse response) {
        if (response.ended() || response.headWritten())
            return Future.succeededFuture();
        if (retryAfter > 0)
            response.putHeader("Retry-After", Integer.toString(retryAfter));
        if (status == 401)
            response.putHeader("WWW-Authenticate", "Bearer");
        var body = new JsonObject().put("type", "about:blank").put("title", HttpResponseStatus.valueOf(status).reasonPhrase())
                .put("status", status).put("code", code).put("detail", detail);
        String requestId = response.headers().get(Envelope.REQUEST_ID);
        if (requestId != null)
            body.put("requestId", requestId);
        return response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json").end(body.encode() + "\n");
    }
}
