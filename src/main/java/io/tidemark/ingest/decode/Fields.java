package io.tidemark.ingest.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The known fields of one JSON object, in slots that are used again for the next. Nothing is judged here: a field holds what
/// stood there, whatever its type, until somebody asks for it ([Checks]).
final class Fields {

    /// What stands in a slot.
    enum Form {
        ABSENT, TEXT, WHOLE, DECIMAL, INSTANT, HUGE, TRUE, FALSE, OBJECT, LIST
    }

    /// Who reads the list of signals that a frame or snapshot holds, since it is too large for a slot.
    interface Elements {
        void read(Field field, JsonParser in) throws IOException;
    }

    private static final int COUNT = Field.values().length;
    private static final int LONGEST_WHOLE = 19;
    private static final int LONGEST_DECIMAL = 64;

    private final Form[] forms = new Form[COUNT];
    private final long[] numbers = new long[COUNT];
    private final @Nullable Object[] values = new Object[COUNT];
    private final int[] touched = new int[COUNT];
    private int given;
    private @Nullable Field twice;

    Fields() {
        Arrays.fill(forms, Form.ABSENT);
    }

    Form form(Field field) {
        return forms[field.ordinal()];
    }

    boolean has(Field field) {
        return forms[field.ordinal()] != Form.ABSENT;
    }

    /// A field that stood there twice, if one did.
    @Nullable
    Field twice() {
        return twice;
    }

    /// A [Form#TEXT].
    String text(Field field) {
        return String.valueOf(values[field.ordinal()]);
    }

    /// A [Form#WHOLE], or the epoch milliseconds of an [Form#INSTANT].
    long whole(Field field) {
        return numbers[field.ordinal()];
    }

    /// A [Form#DECIMAL].
    double decimal(Field field) {
        return Double.longBitsToDouble(numbers[field.ordinal()]);
    }

    /// An [Form#OBJECT] or [Form#LIST] that its field has a use for, else `null`.
    @Nullable
    Object nested(Field field) {
        return values[field.ordinal()];
    }

    /// Reads the object at whose start the parser stands, up to its end. Without `elements` a nested list of signals is skipped.
    void read(JsonParser in, @Nullable Elements elements) throws IOException {
        read(in, elements, true);
    }

    private void read(JsonParser in, @Nullable Elements elements, boolean outer) throws IOException {
        clear();
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            Field field = Field.named(name);
            JsonToken token = in.nextToken();
            if (field == null || token == JsonToken.VALUE_NULL)
                in.skipChildren();
            else if (has(field))
                repeat(in, field);
            else
                keep(in, elements, field, token, outer);
        }
    }

    private void repeat(JsonParser in, Field field) throws IOException {
        twice = field;
        in.skipChildren();
    }

    private void keep(JsonParser in, @Nullable Elements elements, Field field, JsonToken token, boolean outer) throws IOException {
        int slot = field.ordinal();
        touched[given++] = slot;
        forms[slot] = switch (token) {
            case VALUE_STRING -> text(in, field, slot);
            case VALUE_NUMBER_INT -> whole(in, slot);
            case VALUE_NUMBER_FLOAT -> decimal(in, slot);
            case VALUE_TRUE -> Form.TRUE;
            case VALUE_FALSE -> Form.FALSE;
            case START_ARRAY -> list(in, elements, field, slot);
            default -> object(in, field, slot, outer);
        };
    }

    private Form text(JsonParser in, Field field, int slot) throws IOException {
        char[] characters = in.getTextCharacters();
        int from = in.getTextOffset();
        int length = in.getTextLength();
        if (field.isInstant()) {
            numbers[slot] = Instants.parse(characters, from, length);
            if (numbers[slot] != Instants.NONE)
                return Form.INSTANT;
        }
        String word = Vocabulary.find(characters, from, length);
        values[slot] = word != null ? word : in.getText();
        return Form.TEXT;
    }

    private Form whole(JsonParser in, int slot) throws IOException {
        if (in.getTextLength() > LONGEST_WHOLE || in.getNumberType() == JsonParser.NumberType.BIG_INTEGER)
            return huge(in, slot);
        numbers[slot] = in.getLongValue();
        return Form.WHOLE;
    }

    private Form decimal(JsonParser in, int slot) throws IOException {
        if (in.getTextLength() > LONGEST_DECIMAL)
            return huge(in, slot);
        double value = in.getDoubleValue();
        if (!Double.isFinite(value))
            return huge(in, slot);
        numbers[slot] = Double.doubleToRawLongBits(value);
        return Form.DECIMAL;
    }

    private Form huge(JsonParser in, int slot) throws IOException {
        values[slot] = new String(in.getTextCharacters(), in.getTextOffset(), Math.min(in.getTextLength(), LONGEST_DECIMAL));
        return Form.HUGE;
    }

    private Form list(JsonParser in, @Nullable Elements elements, Field field, int slot) throws IOException {
        if (elements != null && (field == Field.SIGNALS || field == Field.SESSIONS))
            elements.read(field, in);
        else if (field == Field.ACCOUNTS)
            values[slot] = texts(in);
        else
            in.skipChildren();
        return Form.LIST;
    }

    private Form object(JsonParser in, Field field, int slot, boolean outer) throws IOException {
        if (field == Field.ATTRIBUTES) {
            values[slot] = attributes(in);
        } else if (outer && (field == Field.SUBSCRIPTION || field == Field.PURCHASE)) {
            var inner = new Fields();
            inner.read(in, null, false);
            values[slot] = inner;
        } else {
            in.skipChildren();
        }
        return Form.OBJECT;
    }

    /// A list of texts, `null` when something else stands in it.
    private static @Nullable List<String> texts(JsonParser in) throws IOException {
        var texts = new ArrayList<String>();
        boolean all = true;
        while (in.nextToken() != JsonToken.END_ARRAY) {
            if (in.currentToken() == JsonToken.VALUE_STRING)
                texts.add(in.getText());
            else
                all = false;
            in.skipChildren();
        }
        return all ? texts : null;
    }

    /// An object of texts, `null` when something else stands in it or a name stands there twice. Nulls are left out.
    private static @Nullable Map<String, String> attributes(JsonParser in) throws IOException {
        var attributes = new LinkedHashMap<String, String>();
        boolean all = true;
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            JsonToken token = in.nextToken();
            if (token == JsonToken.VALUE_STRING)
                all &= attributes.put(name, in.getText()) == null;
            else
                all &= token == JsonToken.VALUE_NULL;
            in.skipChildren();
        }
        return all ? attributes : null;
    }

    private void clear() {
        for (int i = 0; i < given; i++) {
            forms[touched[i]] = Form.ABSENT;
            values[touched[i]] = null;
        }
        given = 0;
        twice = null;
    }
}
