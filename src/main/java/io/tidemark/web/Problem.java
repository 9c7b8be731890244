package io.tidemark.web;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// An error as it is answered: `application/problem+json` (RFC 9457) with a stable `code` beside its sentence. `retryAfter` in
/// seconds, 0: not said. `more` holds further members: `field`, `value`, `remedy`.
public record Problem(int status, String code, String detail, int retryAfter, Map<String, String> more) {
    private static final String UNAUTHORISED = "unauthorised";

    public Problem {
        more = Collections.unmodifiableMap(new LinkedHashMap<>(more));
    }

    public static Problem of(int status, String code, String detail) {
        return new Problem(status, code, detail, 0, Map.of());
    }

    /// 401 for a request without a key, or with more than one.
    public static Problem noKey() {
        return of(401, UNAUTHORISED, "There is no key: send it as \"Authorization: Bearer KEY\".");
    }

    /// 401 for a key that the store does not have; never for one that cannot be looked up now.
    public static Problem unknownKey() {
        return of(401, UNAUTHORISED, "This key is not known, or has been revoked.");
    }

    /// 401 for a wallboard link that the store does not have.
    public static Problem unknownBoard() {
        return of(401, UNAUTHORISED, "This wallboard link is not known, or has been revoked.");
    }

    /// The same with a further member.
    public Problem with(String name, String value) {
        var all = new LinkedHashMap<>(more);
        all.put(name, value);
        return new Problem(status, code, detail, retryAfter, all);
    }

    /// The same with `Retry-After`.
    public Problem retryAfter(int seconds) {
        return new Problem(status, code, detail, seconds, more);
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
        more.forEach(body::put);
        String requestId = response.headers().get(Envelope.REQUEST_ID);
        if (requestId != null)
            body.put("requestId", requestId);
        return response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json").end(body.encode() + "\n");
    }
}
