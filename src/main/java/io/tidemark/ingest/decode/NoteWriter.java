package io.tidemark.ingest.decode;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes the body of a note field by field, in the order of the calls; what is absent is left out.
final class NoteWriter {

    private static final double EXACT_WHOLE = 1L << 53;

    private final StringBuilder json = new StringBuilder(160);

    private NoteWriter() {}

    static NoteWriter of(String type) {
        var writer = new NoteWriter();
        writer.json.append('{');
        return writer.text(Field.TYPE, type);
    }

    NoteWriter text(Field field, @Nullable String value) {
        if (value != null)
            quoted(name(field), value);
        return this;
    }

    /// [Double#NaN] is absent. Whole numbers are written without a point.
    NoteWriter number(Field field, double value) {
        if (Double.isNaN(value))
            return this;
        name(field);
        if (value == Math.rint(value) && Math.abs(value) <= EXACT_WHOLE)
            json.append((long) value);
        else
            json.append(value);
        return this;
    }

    /// Negative is absent.
    NoteWriter whole(Field field, long value) {
        if (value >= 0)
            name(field).append(value);
        return this;
    }

    /// [Instants#NONE] is absent.
    NoteWriter instant(Field field, long millis) {
        if (millis != Instants.NONE)
            name(field).append(millis);
        return this;
    }

    NoteWriter texts(Field field, Map<String, String> texts) {
        begin(field);
        texts.forEach((name, value) -> {
            comma();
            quoted(json, name).append(':');
            quoted(json, value);
        });
        return end();
    }

    NoteWriter begin(Field field) {
        name(field).append('{');
        return this;
    }

    NoteWriter end() {
        json.append('}');
        return this;
    }

    byte[] bytes() {
        return json.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    private StringBuilder name(Field field) {
        comma();
        return json.append('"').append(field.wire()).append("\":");
    }

    private void comma() {
        if (json.charAt(json.length() - 1) != '{')
            json.append(',');
    }

    private static StringBuilder quoted(StringBuilder json, String value) {
        json.append('"');
        JsonStringEncoder.getInstance().quoteAsString(value, json);
        return json.append('"');
    }
}
