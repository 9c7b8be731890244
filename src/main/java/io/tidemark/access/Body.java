package io.tidemark.access;

import io.tidemark.signal.SessionClass;
import io.tidemark.signal.Word;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The JSON object that a request brought, read field by field; what is wrong in it is [Refused] with the field's name. Fields that
/// nobody asks for are ignored.
record Body(JsonObject json) {
    private static final int LONGEST_NAME = 200;
    private static final String OBJECT = "send a JSON object, {} at least";
    private static final String COUNTED = "settings.counted";

    static Body of(RoutingContext context) {
        try {
            var json = context.body().asJsonObject();
            if (json == null) throw Refused.malformed("there is no body", OBJECT);
            return new Body(json);
        } catch (DecodeException | ClassCastException e) {
            throw Refused.malformed("the body is not a JSON object", OBJECT);
        }
    }

    @Nullable
    String text(String field) {
        Object value = json.getValue(field);
        if (value != null && !(value instanceof String)) throw Refused.field(field, value, field + " must be a string");
        return (String) value;
    }

    /// A name for people: up to 200 characters, no control characters; `null` when there is none.
    @Nullable
    String name() {
        String name = text("name");
        if (name == null) return null;
        boolean fits = !name.isBlank() && name.codePointCount(0, name.length()) <= LONGEST_NAME
                && name.chars().noneMatch(Character::isISOControl);
        if (!fits) throw Refused.field("name", name, "name must be 1 to 200 characters without control characters");
        return name;
    }

    Set<Right> scopes() {
        if (!(json.getValue("scopes") instanceof JsonArray words) || words.isEmpty())
            throw Refused.field("scopes", json.getValue("scopes"), "scopes must be an array of one or more of " + words(Right.class));
        var rights = EnumSet.noneOf(Right.class);
        for (Object word : words)
            rights.add(word("scopes", Right.class, word));
        return rights;
    }

    AccountWish wish() {
        return new AccountWish(json.containsKey("name"), name(), zone(), settings());
    }

    private @Nullable String zone() {
        String zone = text("zone");
        if (zone != null && !ZoneId.getAvailableZoneIds().contains(zone) || zone == null && json.containsKey("zone"))
            throw Refused.field("zone", zone, "zone must be the name of a time zone").remedy("use a name such as Europe/Berlin or UTC");
        return zone;
    }

    private JsonObject settings() {
        Object given = json.getValue("settings");
        if (given == null) return new JsonObject();
        if (!(given instanceof JsonObject settings)) throw Refused.field("settings", given, "settings must be an object");
        var known = new JsonObject();
        if (settings.containsKey("counted")) known.put("counted", counted(settings.getValue("counted")));
        return known;
    }

    private static @Nullable JsonArray counted(@Nullable Object given) {
        if (given == null) return null;
        if (!(given instanceof JsonArray words))
            throw Refused.field(COUNTED, given, COUNTED + " must be an array of " + words(SessionClass.class));
        var classes = EnumSet.noneOf(SessionClass.class);
        for (Object word : words)
            classes.add(word(COUNTED, SessionClass.class, word));
        return new JsonArray(classes.stream().map(SessionClass::word).toList());
    }

    private static <E extends Enum<E> & Word> E word(String field, Class<E> type, @Nullable Object word) {
        return Word.parse(type, String.valueOf(word))
                .orElseThrow(() -> Refused.field(field, word, field + " must be of " + words(type) + "; was \"" + word + '"'));
    }

    private static <E extends Enum<E> & Word> String words(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Word::word).collect(Collectors.joining(", "));
    }
}
