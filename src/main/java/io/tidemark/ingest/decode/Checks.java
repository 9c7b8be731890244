package io.tidemark.ingest.decode;

import static io.tidemark.ingest.decode.RejectionCode.BAD_ACCOUNT;
import static io.tidemark.ingest.decode.RejectionCode.BAD_FLAG;
import static io.tidemark.ingest.decode.RejectionCode.BAD_ID;
import static io.tidemark.ingest.decode.RejectionCode.BAD_INSTANT;
import static io.tidemark.ingest.decode.RejectionCode.BAD_NUMBER;
import static io.tidemark.ingest.decode.RejectionCode.BAD_TEXT;
import static io.tidemark.ingest.decode.RejectionCode.DUPLICATE_FIELD;
import static io.tidemark.ingest.decode.RejectionCode.MISSING_FIELD;
import static io.tidemark.ingest.decode.RejectionCode.UNKNOWN_COUNTRY;

import io.tidemark.signal.Account;
import io.tidemark.signal.Word;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a field must be, asked field by field; the first that is not makes a [Refusal]. A field that is absent answers `null`
/// (numbers: −1, a negative instant: [Instants#NONE]).
final class Checks {

    static final int LONGEST_ID = 128;
    static final int LONGEST_TEXT = 1_000;

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private final Fields fields;

    Checks(Fields fields) {
        this.fields = fields;
    }

    /// A required id.
    String id(Field field) {
        require(field);
        String id = maybeId(field);
        if (id == null)
            throw new Refusal(BAD_ID, idMessage(field));
        return id;
    }

    @Nullable
    String maybeId(Field field) {
        if (!fields.has(field))
            return null;
        if (fields.form(field) != Fields.Form.TEXT)
            throw new Refusal(BAD_ID, idMessage(field));
        String id = fields.text(field);
        if (id.isEmpty() || !isClean(id) || isLonger(id, LONGEST_ID))
            throw new Refusal(BAD_ID, idMessage(field));
        return id;
    }

    /// A free text of at most 1 000 characters; empty is absent.
    @Nullable
    String text(Field field) {
        if (!fields.has(field))
            return null;
        if (fields.form(field) != Fields.Form.TEXT)
            throw new Refusal(BAD_TEXT, textMessage(field));
        String text = fields.text(field);
        if (!isClean(text) || isLonger(text, LONGEST_TEXT))
            throw new Refusal(BAD_TEXT, textMessage(field));
        return text.isEmpty() ? null : text;
    }

    @Nullable
    String account() {
        if (!fields.has(Field.ACCOUNT))
            return null;
        if (fields.form(Field.ACCOUNT) != Fields.Form.TEXT || !Account.isPath(fields.text(Field.ACCOUNT)))
            throw new Refusal(BAD_ACCOUNT, mustBe(Field.ACCOUNT, "1 to 8 segments of letters, digits, '.', '_', '-' joined by '/'"));
        return fields.text(Field.ACCOUNT);
    }

    <E extends Enum<E> & Word> E word(Field field, Class<E> type, RejectionCode unknown) {
        require(field);
        return maybeWord(field, type, unknown).orElseThrow(() -> new Refusal(unknown, mustBeOneOf(field, words(type))));
    }

    <E extends Enum<E> & Word> Optional<E> maybeWord(Field field, Class<E> type, RejectionCode unknown) {
        if (!fields.has(field))
            return Optional.empty();
        Optional<E> word = fields.form(field) == Fields.Form.TEXT ? Word.parse(type, fields.text(field)) : Optional.empty();
        if (word.isEmpty())
            throw new Refusal(unknown, mustBeOneOf(field, words(type)));
        return word;
    }

    /// One of a closed list of words.
    @Nullable
    String oneOf(Field field, List<String> words, RejectionCode unknown) {
        if (!fields.has(field))
            return null;
        if (fields.form(field) != Fields.Form.TEXT || !words.contains(fields.text(field)))
            throw new Refusal(unknown, mustBeOneOf(field, words));
        return fields.text(field);
    }

    /// ISO 3166-1 alpha-2, in capitals whatever was sent.
    @Nullable
    String country() {
        if (!fields.has(Field.COUNTRY))
            return null;
        String country = fields.form(Field.COUNTRY) == Fields.Form.TEXT ? fields.text(Field.COUNTRY).toUpperCase(Locale.ROOT) : "";
        if (!COUNTRIES.contains(country))
            throw new Refusal(UNKNOWN_COUNTRY, mustBe(Field.COUNTRY, "an ISO 3166-1 alpha-2 code such as DE"));
        return country;
    }

    /// A text of the form of `pattern`.
    String form(Field field, Pattern pattern, String what, RejectionCode code) {
        if (fields.form(field) != Fields.Form.TEXT || isLonger(fields.text(field), LONGEST_ID)
                || !pattern.matcher(fields.text(field)).matches())
            throw new Refusal(code, mustBe(field, what));
        return fields.text(field);
    }

    /// Epoch milliseconds, [Instants#NONE] when absent.
    long instant(Field field) {
        return switch (fields.form(field)) {
            case ABSENT -> Instants.NONE;
            case INSTANT -> fields.whole(field);
            case WHOLE -> inCalendar(field, fields.whole(field));
            case DECIMAL -> inCalendar(field, (long) Math.floor(fields.decimal(field)));
            default -> throw badInstant(field);
        };
    }

    /// A whole number from `least` to `greatest`, −1 when absent.
    long whole(Field field, long least, long greatest) {
        if (!fields.has(field))
            return -1;
        double decimal = fields.form(field) == Fields.Form.DECIMAL ? fields.decimal(field) : 0.5;
        if (fields.form(field) != Fields.Form.WHOLE && (decimal != Math.rint(decimal) || Math.abs(decimal) > 1L << 53))
            throw new Refusal(BAD_NUMBER, mustBe(field, "a whole number from " + least + " to " + greatest));
        long whole = fields.form(field) == Fields.Form.WHOLE ? fields.whole(field) : (long) decimal;
        if (whole < least || whole > greatest)
            throw new Refusal(BAD_NUMBER, mustBe(field, "a whole number from " + least + " to " + greatest));
        return whole;
    }

    /// A number from `least` to 10¹⁸, [Double#NaN] when absent.
    double number(Field field, double least) {
        double number = switch (fields.form(field)) {
            case ABSENT -> Double.NaN;
            case WHOLE -> fields.whole(field);
            case DECIMAL -> fields.decimal(field);
            default -> Double.POSITIVE_INFINITY;
        };
        if (number < least || number > 1e18)
            throw new Refusal(BAD_NUMBER, mustBe(field, "a number from " + (least < 0 ? "-1e18" : "0") + " to 1e18"));
        return number;
    }

    /// Whether it is `true`; a flag must be there.
    boolean flag(Field field) {
        require(field);
        return switch (fields.form(field)) {
            case TRUE -> true;
            case FALSE -> false;
            default -> throw new Refusal(BAD_FLAG, mustBe(field, "true or false"));
        };
    }

    /// A field that stands there twice could be read in two ways.
    void refuseTwice() {
        Field twice = fields.twice();
        if (twice != null)
            throw new Refusal(DUPLICATE_FIELD, twice.wire() + " must stand there once; it was given again");
    }

    void require(Field field) {
        if (!fields.has(field))
            throw new Refusal(MISSING_FIELD, field.wire() + " is missing");
    }

    /// A sentence in the form of the contract's example.
    String mustBe(Field field, String what) {
        return field.wire() + " must be " + what + "; was " + shown(field);
    }

    private String mustBeOneOf(Field field, List<String> words) {
        return mustBe(field, "one of " + String.join(", ", words));
    }

    private String idMessage(Field field) {
        return mustBe(field, "a string of 1 to " + LONGEST_ID + " characters without control characters");
    }

    private String textMessage(Field field) {
        return mustBe(field, "a text of at most 1000 characters without control characters");
    }

    private Refusal badInstant(Field field) {
        return new Refusal(BAD_INSTANT, mustBe(field, "RFC 3339 with an offset (2026-11-21T10:00:00.123Z) or epoch milliseconds"));
    }

    private long inCalendar(Field field, long millis) {
        if (millis < Instants.EARLIEST || millis > Instants.LATEST)
            throw badInstant(field);
        return millis;
    }

    private String shown(Field field) {
        return switch (fields.form(field)) {
            case ABSENT -> "absent";
            case TEXT -> Shown.quoted(fields.text(field));
            case WHOLE -> Long.toString(fields.whole(field));
            case DECIMAL -> Double.toString(fields.decimal(field));
            case INSTANT -> "an instant";
            case HUGE -> "a number that is too large";
            case TRUE -> "true";
            case FALSE -> "false";
            case OBJECT -> "an object";
            case LIST -> "a list";
        };
    }

    /// Whether a text has no control characters and no lone surrogates, which no encoding can hold apart.
    static boolean isClean(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c >= 0x7f && c < 0xa0)
                return false;
            if (Character.isSurrogate(c) && (i + 1 == text.length() || !Character.isSurrogatePair(c, text.charAt(++i))))
                return false;
        }
        return true;
    }

    static boolean isLonger(String text, int longest) {
        return text.length() > longest && text.codePointCount(0, text.length()) > longest;
    }

    private static <E extends Enum<E> & Word> List<String> words(Class<E> type) {
        return Stream.of(type.getEnumConstants()).map(Word::word).collect(Collectors.toList());
    }
}
