package io.tidemark.access;

import io.tidemark.web.Problem;
import org.jspecify.annotations.Nullable;

/// A request that is not done, and why: one field of it, if it is about one, the value that it had, and what would be right.
/// Never carries a secret. Thrown where a request is read, and answered in one place.
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int LONGEST_VALUE = 100;
    private static final int RETRY_SECONDS = 2;

    private final transient Problem problem;

    private Refused(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    private static Refused of(int status, String code, String detail, String remedy) {
        return new Refused(Problem.of(status, code, detail).with("remedy", remedy));
    }

    static Refused of(Problem problem) {
        return new Refused(problem);
    }

    static Refused forbidden(String code, String detail, String remedy) {
        return of(403, code, detail, remedy);
    }

    static Refused notFound(String detail, String remedy) {
        return of(404, "not_found", detail, remedy);
    }

    static Refused conflict(String detail, String remedy) {
        return of(409, "conflict", detail, remedy);
    }

    static Refused malformed(String detail, String remedy) {
        return of(400, "malformed", detail, remedy);
    }

    /// Something about the value of a field is wrong; `detail` says what it must be.
    static Refused field(String field, @Nullable Object value, String detail) {
        var problem = Problem.of(400, "bad_value", detail).with("field", field);
        return new Refused(value == null ? problem : problem.with("value", shortened(value.toString())));
    }

    static Refused unavailable(String detail) {
        return new Refused(Problem.of(503, "unavailable", detail).retryAfter(RETRY_SECONDS).with("remedy", "try again in a few seconds"));
    }

    static Refused broken() {
        return new Refused(Problem.of(500, "internal", "The server has made a mistake; its log says which."));
    }

    static Refused tooLarge() {
        return new Refused(Problem.of(413, "too_large", "a body has at most 64 KiB"));
    }

    Refused remedy(String remedy) {
        return new Refused(problem.with("remedy", remedy));
    }

    Problem problem() {
        return problem;
    }

    private static String shortened(String value) {
        return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "…";
    }
}
