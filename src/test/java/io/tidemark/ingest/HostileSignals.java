package io.tidemark.ingest;

import java.util.stream.Stream;

/// Signals that must be rejected one by one, each with its documented code and what its message must say.
///
/// @param signal JSON of one element of an array
record HostileSignals(String what, String signal, String code, String says) {

    private static final long DAY = 86_400_000L;

    static Stream<HostileSignals> all() {
        long now = System.currentTimeMillis();
        return Stream.of(
                of("a number instead of an object", "7", "not_a_signal", "object"),
                of("null instead of an object", "null", "not_a_signal", "object"),
                of("a list instead of an object", "[{\"type\":\"alive\"}]", "not_a_signal", "object"),
                of("no type", "{\"session\":\"s\"}", "missing_field", "type is missing"),
                of("an unknown type", "{\"type\":\"dance\"}", "unknown_type", "was \"dance\""),
                of("a type that is a number", "{\"type\":3}", "unknown_type", "was 3"),
                of("a type in capitals", "{\"type\":\"JOIN\"}", "unknown_type", "was \"JOIN\""),
                of("hello among others", "{\"type\":\"hello\",\"producer\":\"p\",\"incarnation\":\"i\"}", "misplaced", "of its own"),
                join("no session", "\"session\":null", "missing_field", "session is missing"),
                join("an empty session", "\"session\":\"\"", "bad_id", "1 to 128 characters"),
                join("a session of 129 characters", "\"session\":\"" + "x".repeat(129) + "\"", "bad_id", "1 to 128 characters"),
                join("a session that is a number", "\"session\":17", "bad_id", "was 17"),
                join("a session with NUL", "\"session\":\"a\\u0000b\"", "bad_id", "was \"a\\u0000b\""),
                join("a session with a newline", "\"session\":\"a\\nb\"", "bad_id", "control"),
                join("a session with DEL", "\"session\":\"a\\u007f\"", "bad_id", "control"),
                join("a session with half a surrogate pair", "\"session\":\"a\\ud800\"", "bad_id", "control"),
                join("a session that is an object", "\"session\":{\"id\":\"s\"}", "bad_id", "was an object"),
                join("an event that is true", "\"event\":true", "bad_id", "was true"),
                join("an unknown kind", "\"kind\":\"party\"", "unknown_kind", "meeting, webinar, call, live, vod; was \"party\""),
                join("a kind that is a list", "\"kind\":[\"call\"]", "unknown_kind", "was a list"),
                join("an unknown role", "\"role\":\"king\"", "unknown_role", "moderator, speaker, participant; was \"king\""),
                join("no role", "\"role\":null", "missing_field", "role is missing"),
                join("an unknown class", "\"class\":\"cat\"", "unknown_class", "was \"cat\""),
                join("an unknown device", "\"device\":\"toaster\"", "unknown_device", "tv, computer"),
                join("an unknown country", "\"country\":\"XX\"", "unknown_country", "ISO 3166-1"),
                join("a country of three letters", "\"country\":\"DEU\"", "unknown_country", "was \"DEU\""),
                join("an unknown offer", "\"offer\":\"stolen\"", "unknown_offer", "free, paid"),
                join("a title that is a number", "\"title\":1", "bad_text", "was 1"),
                join("a title of 1 001 characters", "\"title\":\"" + "t".repeat(1001) + "\"", "bad_text", "1000 characters"),
                join("a title with ESC", "\"title\":\"\\u001b[31m\"", "bad_text", "\\u001b"),
                join("a timeout of 4", "\"timeout\":4", "bad_number", "from 5 to 86400; was 4"),
                join("a timeout of 86 401", "\"timeout\":86401", "bad_number", "from 5 to 86400"),
                join("a timeout of a half", "\"timeout\":7.5", "bad_number", "whole"),
                join("a timeout that is text", "\"timeout\":\"90\"", "bad_number", "was \"90\""),
                join("a negative duration", "\"duration\":-1", "bad_number", "from 0"),
                join("a duration of 1e400", "\"duration\":1e400", "bad_number", "too large"),
                join("a duration of ten thousand digits", "\"duration\":" + "9".repeat(10_000), "bad_number", "too large"),
                join("an account that is no path", "\"account\":\"acme//x\"", "bad_account", "segments"),
                join("an account of nine segments", "\"account\":\"acme/a/a/a/a/a/a/a/a\"", "bad_account", "1 to 8"),
                join("an account with a dot-dot", "\"account\":\"../acme\"", "bad_account", "segments"),
                join("another master's account", "\"account\":\"beta\"", "other_account", "was \"beta\""),
                join("an account that only begins alike", "\"account\":\"acme2\"", "other_account", "acme or below it"),
                join("a time an hour ahead", "\"at\":" + (now + 3_600_000), "in_the_future", "5 minutes"),
                join("a time in the year 9999", "\"at\":\"9999-12-31T23:59:59Z\"", "in_the_future", "5 minutes"),
                join("a time two days ago", "\"at\":" + (now - 2 * DAY), "too_late", "24 hours"),
                join("the year 1", "\"at\":\"0001-01-01T00:00:00Z\"", "too_late", "24 hours"),
                join("a time without offset", "\"at\":\"2026-11-21T10:00:00\"", "bad_instant", "RFC 3339"),
                join("the 30th of February", "\"at\":\"2026-02-30T10:00:00Z\"", "bad_instant", "RFC 3339"),
                join("a time beyond all calendars", "\"at\":9223372036854775807", "bad_instant", "RFC 3339"),
                join("a time of 1e30", "\"at\":1e30", "bad_instant", "RFC 3339"),
                join("a time that is true", "\"at\":true", "bad_instant", "was true"),
                of("a session given twice", "{\"type\":\"leave\",\"session\":\"s\",\"session\":\"t\"}", "duplicate_field", "session"),
                of("a negative count of bytes", "{\"type\":\"heartbeat\",\"session\":\"s\",\"bytes\":-1}", "bad_number", "was -1"),
                of("an unknown state", "{\"type\":\"heartbeat\",\"session\":\"s\",\"state\":\"dreaming\"}", "unknown_state", "playing"),
                of("an event without state", "{\"type\":\"event\",\"event\":\"e\"}", "missing_field", "state is missing"),
                of("usage without quantity", "{\"type\":\"usage\",\"meter\":\"messages\"}", "missing_field", "quantity is missing"),
                of("a negative quantity", "{\"type\":\"usage\",\"meter\":\"messages\",\"quantity\":-5}", "bad_number", "was -5"),
                of("a meter with spaces", "{\"type\":\"usage\",\"meter\":\"My Meter\",\"quantity\":1}", "bad_name", "joined by dots"),
                of("usage of 63 days ago", "{\"type\":\"usage\",\"meter\":\"m\",\"quantity\":1,\"at\":" + (now - 63 * DAY) + "}",
                        "too_late", "1488"),
                of("an unknown status", "{\"type\":\"user\",\"user\":\"u\",\"status\":\"dead\"}", "unknown_status", "registered"),
                of("attributes that are no texts", "{\"type\":\"user\",\"user\":\"u\",\"attributes\":{\"a\":1}}", "bad_object",
                        "attributes"),
                of("a subscription without id", "{\"type\":\"user\",\"user\":\"u\",\"subscription\":{}}", "missing_field",
                        "subscription.id"),
                of("a price in fractions", "{\"type\":\"user\",\"user\":\"u\",\"purchase\":{\"id\":\"p\",\"price\":9.99}}", "bad_number",
                        "purchase.price"),
                of("an unknown hosting", "{\"type\":\"content\",\"content\":\"c\",\"hosting\":\"cloudy\"}", "unknown_hosting",
                        "hosted, live"));
    }

    private static HostileSignals of(String what, String signal, String code, String says) {
        return new HostileSignals(what, signal, code, says);
    }

    /// A join with one field (`"name":value`) in place of the good one.
    private static HostileSignals join(String what, String field, String code, String says) {
        String name = field.substring(0, field.indexOf(':'));
        var join = new StringBuilder("{\"type\":\"join\",").append(field);
        for (String good : new String[]{"\"session\":\"s\"", "\"event\":\"e\"", "\"kind\":\"call\"", "\"role\":\"speaker\""})
            if (!good.startsWith(name + ":"))
                join.append(',').append(good);
        return new HostileSignals(what, join.append('}').toString(), code, says);
    }

    @Override
    public String toString() {
        return what;
    }
}
