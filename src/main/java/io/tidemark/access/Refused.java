package io.tidemark.access;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/// A request that is not done, and why: one field of it, if it is about one, the value that it had, and what would be right.
/// Never carries a secret. Thrown where a request is read, and answered in one place.
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int LONGEST_VALUE = 100;

    private final int status;
    private final String title;
    private final transient JsonObject more = new JsonObject();

    private Refused(int status, String title, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.title = title;
    }

    static Refused unauthorised(String detail) {
        return new Refused(401, "No valid key", detail).remedy("send Authorization: Bearer KEY with a key that has not been revoked");
    }

    static Refused forbidden(String detail, String remedy) {
        return new Refused(403, "Not allowed", detail).remedy(remedy);
    }

    static Refused notFound(String detail, String remedy) {
        return new Refused(404, "Not found", detail).remedy(remedy);
    }

    static Refused conflict(String detail, String remedy) {
        return new Refused(409, "Conflict", detail).remedy(remedy);
    }

    static Refused malformed(String detail) {
        return new Refused(400, "Malformed request", detail);
    }

    /// Something about the value of a field is wrong; `detail` says what it must be.
    static Refused field(String field, @Nullable Object value, String detail) {
        var refused = new Refused(400, "Bad value", detail);
        refused.more.put("field", field);
        if (value != null) refused.more.put("value", shortened(value.toString()));
        return refused;
    }

    static Refused unavailable(String detail) {
        return new Refused(503, "Not available now", detail).remedy("try again in a few seconds");
    }

    static Refused broken() {
        return new Refused(500, "Internal error", "this is a fault of the server; its log says more");
    }

    static Refused other(int status) {
        return new Refused(status, status == 413 ? "Too large" : "Refused", status == 413 ? "a body has at most 64 KiB" : "not understood");
    }

    Refused remedy(String remedy) {
        more.put("remedy", remedy);
        return this;
    }

    int status() {
        return status;
    }

    /// As RFC 9457 wants it.
    JsonObject problem() {
        return new JsonObject().put("type", "about:blank").put("title", title).put("status", status).put("detail", getMessage())
                .mergeIn(more);
    }

    private static String shortened(String value) {
        return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "…";
    }
}
