package io.tidemark.ingest.decode;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Every field that means something somewhere. All others are ignored.
enum Field {
    TYPE, SESSION, EVENT, KIND, ROLE, ACCOUNT, USER, AT, TITLE, TEMPLATE, OWNER, CLASS, DEVICE, CLIENT, PLATFORM, OS, BROWSER, HARDWARE, COUNTRY, CONTENT, CONTENT_TITLE, DURATION, OFFER, TIMEOUT, REPLACES, STATE, POSITION, BYTES, REASON, PLANNED_START, PLANNED_END, EXPECTED_SPEAKERS, EXPECTED_PARTICIPANTS, METER, QUANTITY, GAUGE, VALUE, STATUS, HOSTING, LOGIN, REGISTERED_AT, UPDATED_AT, PASSWORD_CHANGED_AT, NAME, FIRST_NAME, EMAIL, LANGUAGE, ATTRIBUTES, SUBSCRIPTION, PURCHASE, ID, PRICE, CURRENCY, PROVIDER, START, END, PRODUCER, INCARNATION, ACCOUNTS, NOW, SEQ, PART, LAST, SIGNALS, SESSIONS;

    private static final Map<String, Field> BY_NAME = Stream.of(values()).collect(toUnmodifiableMap(Field::wire, field -> field));

    private final String wire = camel(name());

    /// The field's name on the wire, lower camel case.
    String wire() {
        return wire;
    }

    /// Whether its text is an instant wherever it is used.
    boolean isInstant() {
        return switch (this) {
            case AT, PLANNED_START, PLANNED_END, REGISTERED_AT, UPDATED_AT, PASSWORD_CHANGED_AT, START, END, NOW -> true;
            default -> false;
        };
    }

    static @Nullable Field named(String wire) {
        return BY_NAME.get(wire);
    }

    private static String camel(String name) {
        var camel = new StringBuilder();
        for (int i = 0; i < name.length(); i++)
            camel.append(name.charAt(i) == '_' ? name.charAt(++i) : Character.toLowerCase(name.charAt(i)));
        return camel.toString();
    }
}
