package io.tidemark.ingest.decode;

import static io.tidemark.ingest.decode.RejectionCode.BAD_NAME;
import static io.tidemark.ingest.decode.RejectionCode.UNKNOWN_DEVICE;
import static io.tidemark.ingest.decode.RejectionCode.UNKNOWN_HOSTING;
import static io.tidemark.ingest.decode.RejectionCode.UNKNOWN_KIND;
import static io.tidemark.ingest.decode.RejectionCode.UNKNOWN_OFFER;
import static io.tidemark.ingest.decode.RejectionCode.UNKNOWN_ROLE;
import static io.tidemark.ingest.decode.RejectionCode.UNKNOWN_STATUS;

import io.tidemark.signal.Kind;
import io.tidemark.signal.Role;
import io.tidemark.signal.Signal.Note;
import java.util.List;
import java.util.regex.Pattern;

/// Checks what goes to history as it is, and writes it as compact JSON in one fixed order: known fields only, instants as epoch
/// milliseconds, `at` and `account` left out.
final class NoteReader {

    static final List<String> CONTENT_STATUSES = List.of("draft", "available", "unavailable");
    static final List<String> HOSTINGS = List.of("hosted", "live");
    static final List<String> USER_STATUSES = List.of("registered", "trial", "active", "cancelled", "deleted");

    private static final Pattern METER = Pattern.compile("[a-z][a-z0-9_-]{0,63}(\\.[a-z0-9][a-z0-9_-]{0,63}){0,7}");
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,6}");
    private static final String METER_FORM = "words of small letters, digits, '_' and '-' joined by dots, such as delivered.vod.bytes";

    private final Fields fields;
    private final Checks checks;

    NoteReader(Fields fields, Checks checks) {
        this.fields = fields;
        this.checks = checks;
    }

    static boolean reads(String type) {
        return switch (type) {
            case "refused", "usage", "gauge", "content", "login", "user" -> true;
            default -> false;
        };
    }

    /// How far back such a signal may lie: what was refused belongs to the curve, the others to analytics alone.
    static long window(String type) {
        return type.equals("refused") ? Lateness.WINDOW : Lateness.ANALYTICS_WINDOW;
    }

    Note read(String type, long at) {
        var json = NoteWriter.of(type);
        switch (type) {
            case "refused" -> refused(json);
            case "usage" -> usage(json);
            case "gauge" -> gauge(json);
            case "content" -> content(json);
            case "login" -> login(json);
            default -> new PersonReader(fields, checks).read(json);
        }
        return new Note(checks.account(), at, type, json.bytes());
    }

    private void refused(NoteWriter json) {
        json.text(Field.EVENT, checks.id(Field.EVENT)).text(Field.KIND, checks.word(Field.KIND, Kind.class, UNKNOWN_KIND).word())
                .text(Field.ROLE, checks.word(Field.ROLE, Role.class, UNKNOWN_ROLE).word()).text(Field.USER, checks.maybeId(Field.USER));
    }

    private void usage(NoteWriter json) {
        json.text(Field.METER, meter(Field.METER));
        checks.require(Field.QUANTITY);
        json.number(Field.QUANTITY, checks.number(Field.QUANTITY, 0)).text(Field.USER, checks.maybeId(Field.USER)).text(Field.CONTENT,
                checks.maybeId(Field.CONTENT));
    }

    private void gauge(NoteWriter json) {
        json.text(Field.GAUGE, meter(Field.GAUGE));
        checks.require(Field.VALUE);
        json.number(Field.VALUE, checks.number(Field.VALUE, -1e18)).text(Field.USER, checks.maybeId(Field.USER));
    }

    private void content(NoteWriter json) {
        json.text(Field.CONTENT, checks.id(Field.CONTENT)).text(Field.TITLE, checks.text(Field.TITLE))
                .number(Field.DURATION, checks.number(Field.DURATION, 0))
                .text(Field.STATUS, checks.oneOf(Field.STATUS, CONTENT_STATUSES, UNKNOWN_STATUS))
                .text(Field.HOSTING, checks.oneOf(Field.HOSTING, HOSTINGS, UNKNOWN_HOSTING))
                .text(Field.OFFER, checks.oneOf(Field.OFFER, SignalReader.OFFERS, UNKNOWN_OFFER));
    }

    private void login(NoteWriter json) {
        json.text(Field.USER, checks.id(Field.USER)).text(Field.LOGIN, checks.maybeId(Field.LOGIN))
                .text(Field.DEVICE, checks.oneOf(Field.DEVICE, SignalReader.DEVICES, UNKNOWN_DEVICE))
                .text(Field.CLIENT, checks.text(Field.CLIENT)).text(Field.PLATFORM, checks.text(Field.PLATFORM))
                .text(Field.OS, checks.text(Field.OS)).text(Field.BROWSER, checks.text(Field.BROWSER))
                .text(Field.HARDWARE, checks.text(Field.HARDWARE)).text(Field.COUNTRY, checks.country());
    }

    private String meter(Field field) {
        checks.require(field);
        return checks.form(field, METER, METER_FORM, BAD_NAME);
    }

    static String language(Checks checks) {
        return checks.form(Field.LANGUAGE, LANGUAGE, "a language tag such as de or pt-BR", BAD_NAME);
    }
}
