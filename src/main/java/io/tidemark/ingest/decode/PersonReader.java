package io.tidemark.ingest.decode;

import static io.tidemark.ingest.decode.RejectionCode.BAD_NAME;
import static io.tidemark.ingest.decode.RejectionCode.BAD_OBJECT;
import static io.tidemark.ingest.decode.RejectionCode.UNKNOWN_KIND;
import static io.tidemark.ingest.decode.RejectionCode.UNKNOWN_STATUS;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The `user` signal: a person of the platform, with the subscription or purchase that the signal is about.
final class PersonReader {

    static final int MOST_ATTRIBUTES = 100;

    private static final long HIGHEST_PRICE = 1L << 53;
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    private final Fields fields;
    private final Checks checks;

    PersonReader(Fields fields, Checks checks) {
        this.fields = fields;
        this.checks = checks;
    }

    void read(NoteWriter json) {
        json.text(Field.USER, checks.id(Field.USER))
                .text(Field.STATUS, checks.oneOf(Field.STATUS, NoteReader.USER_STATUSES, UNKNOWN_STATUS))
                .instant(Field.REGISTERED_AT, checks.instant(Field.REGISTERED_AT))
                .instant(Field.UPDATED_AT, checks.instant(Field.UPDATED_AT))
                .instant(Field.PASSWORD_CHANGED_AT, checks.instant(Field.PASSWORD_CHANGED_AT)).text(Field.NAME, checks.text(Field.NAME))
                .text(Field.FIRST_NAME, checks.text(Field.FIRST_NAME)).text(Field.EMAIL, checks.text(Field.EMAIL))
                .text(Field.LANGUAGE, fields.has(Field.LANGUAGE) ? NoteReader.language(checks) : null)
                .text(Field.COUNTRY, checks.country()).text(Field.PLATFORM, checks.text(Field.PLATFORM));
        attributes(json);
        bought(json, Field.SUBSCRIPTION, List.of("paid", "trial", "gift"), List.of("active", "cancelled"));
        bought(json, Field.PURCHASE, List.of("rental", "purchase", "pack", "gift"), List.of("active", "expired", "unknown", "cancelled"));
    }

    private void attributes(NoteWriter json) {
        if (!fields.has(Field.ATTRIBUTES))
            return;
        if (!(fields.nested(Field.ATTRIBUTES) instanceof Map<?, ?> given) || given.size() > MOST_ATTRIBUTES)
            throw badAttributes();
        Map<String, String> texts = given.entrySet().stream().collect(
                Collectors.toMap(entry -> attribute(entry.getKey(), Checks.LONGEST_ID),
                        entry -> attribute(entry.getValue(), Checks.LONGEST_TEXT),
                        (first, _) -> first, TreeMap::new));
        json.texts(Field.ATTRIBUTES, texts);
    }

    private String attribute(Object value, int longest) {
        String text = String.valueOf(value);
        if (!Checks.isClean(text) || Checks.isLonger(text, longest))
            throw badAttributes();
        return text;
    }

    private Refusal badAttributes() {
        return new Refusal(BAD_OBJECT, checks.mustBe(Field.ATTRIBUTES, "an object of at most " + MOST_ATTRIBUTES
                + " texts, each name once, without control characters, names up to 128 and texts up to 1000 characters"));
    }

    private void bought(NoteWriter json, Field field, List<String> kinds, List<String> statuses) {
        if (!fields.has(field))
            return;
        if (!(fields.nested(field) instanceof Fields nested))
            throw new Refusal(BAD_OBJECT, checks.mustBe(field, "an object with an id"));
        try {
            var inner = new Checks(nested);
            inner.refuseTwice();
            json.begin(field).text(Field.ID, inner.id(Field.ID)).text(Field.OFFER, inner.text(Field.OFFER))
                    .text(Field.KIND, inner.oneOf(Field.KIND, kinds, UNKNOWN_KIND))
                    .whole(Field.PRICE, inner.whole(Field.PRICE, 0, HIGHEST_PRICE)).text(Field.CURRENCY, currency(nested, inner))
                    .text(Field.PROVIDER, inner.text(Field.PROVIDER)).instant(Field.START, inner.instant(Field.START))
                    .instant(Field.END, inner.instant(Field.END))
                    .text(Field.STATUS, inner.oneOf(Field.STATUS, statuses, UNKNOWN_STATUS)).end();
        } catch (Refusal refusal) {
            throw refusal.in(field);
        }
    }

    private static @Nullable String currency(Fields nested, Checks inner) {
        return nested.has(Field.CURRENCY) ? inner.form(Field.CURRENCY, CURRENCY, "an ISO 4217 code such as EUR", BAD_NAME) : null;
    }
}
