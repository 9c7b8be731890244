package io.tidemark.wallboard;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.presence.Cell;
import io.tidemark.presence.Metric;
import io.tidemark.presence.Scene;
import io.tidemark.presence.Section;
import io.tidemark.presence.Standing;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/// What viewers are sent, as JSON text. `now` in a frame is the server's clock, so that a viewer can tell how old `asOf` is without
/// trusting its own.
final class Frames {

    private static final DateTimeFormatter INSTANT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final JsonFactory JSON = new JsonFactory();

    private Frames() {}

    /// Everything that an account shows, zeros too.
    static String snapshot(Picture picture, long now) {
        return frame("snapshot", picture, now, json -> {
            var standing = picture.standing();
            json.writeNumberField("revision", picture.revision());
            json.writeStringField("zone", standing.zone());
            json.writeStringField("day", LocalDate.ofEpochDay(standing.day()).toString());
            levels(json, null, standing);
            events(json, picture.scene());
            json.writeArrayFieldStart("alerts");
            json.writeEndArray();
            sources(json, picture.scene());
        });
    }

    /// What differs between two pictures of an account, `null` when nothing does. The scene is compared with `shown`, the one that
    /// was sent last, or left out where `shown` is `null`.
    static @Nullable String change(Picture from, Picture to, @Nullable Scene shown, long now) {
        boolean levels = Differences.any(from.standing(), to.standing());
        boolean events = shown != null && !shown.events().equals(to.scene().events());
        boolean sources = shown != null && !shown.sources().equals(to.scene().sources());
        if (!levels && !events && !sources)
            return null;
        return frame("change", to, now, json -> {
            json.writeNumberField("revision", to.revision());
            if (from.standing().day() != to.standing().day())
                json.writeStringField("day", LocalDate.ofEpochDay(to.standing().day()).toString());
            if (levels)
                levels(json, from.standing(), to.standing());
            if (events)
                events(json, to.scene());
            if (sources)
                sources(json, to.scene());
        });
    }

    /// Says that nothing changed up to the picture's moment.
    static String tick(Picture picture, long now) {
        return frame("tick", picture, now, _ -> {});
    }

    /// All levels of a standing, as an object without its frame.
    static JsonObject levels(Standing standing) {
        var text = new StringWriter(512);
        try (var json = JSON.createGenerator(text)) {
            json.writeStartObject();
            levels(json, null, standing);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new JsonObject(text.toString()).getJsonObject("levels");
    }

    /// RFC 3339 in UTC with milliseconds.
    static String instant(long millis) {
        return INSTANT.format(Instant.ofEpochMilli(millis));
    }

    private static void levels(JsonGenerator json, @Nullable Standing from, Standing to) throws IOException {
        json.writeObjectFieldStart("levels");
        for (Section section : Section.values()) {
            boolean open = false;
            for (Metric metric : Metric.values()) {
                if (from != null && !Differences.at(from, to, section, metric))
                    continue;
                if (!open)
                    json.writeObjectFieldStart(section.word());
                open = true;
                level(json, to, section, metric);
            }
            if (open)
                json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void level(JsonGenerator json, Standing standing, Section section, Metric metric) throws IOException {
        int cell = Cell.of(section, metric);
        json.writeObjectFieldStart(metric.word());
        json.writeNumberField("now", standing.now()[cell]);
        json.writeObjectFieldStart("today");
        json.writeNumberField("peak", standing.peak()[cell]);
        if (standing.peak()[cell] > 0)
            json.writeStringField("at", instant(standing.peakAt()[cell]));
        json.writeStringField("bound", (standing.atLeast() >>> cell & 1) == 0 ? "exact" : "atLeast");
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void events(JsonGenerator json, Scene scene) throws IOException {
        json.writeArrayFieldStart("events");
        for (var event : scene.events()) {
            json.writeStartObject();
            json.writeStringField("event", event.event());
            json.writeStringField("account", event.account());
            json.writeStringField("kind", event.kind());
            if (event.title() != null)
                json.writeStringField("title", event.title());
            if (event.owner() != null)
                json.writeStringField("owner", event.owner());
            json.writeStringField("start", instant(event.start()));
            json.writeNumberField("connections", event.connections());
            json.writeNumberField("speakers", event.speakers());
            json.writeNumberField("participants", event.participants());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void sources(JsonGenerator json, Scene scene) throws IOException {
        json.writeArrayFieldStart("sources");
        for (var source : scene.sources()) {
            json.writeStartObject();
            json.writeStringField("name", source.producer());
            json.writeStringField("lastHeard", instant(source.heard()));
            json.writeStringField("state", source.lapsed() ? "lapsed" : source.catchingUp() ? "catchingUp" : "live");
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static String frame(String type, Picture picture, long now, Body body) {
        var text = new StringWriter(512);
        try (var json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("type", type);
            if (type.equals("snapshot"))
                json.writeStringField("account", picture.account());
            json.writeStringField("asOf", instant(picture.asOf()));
            json.writeStringField("now", instant(now));
            body.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    @FunctionalInterface
    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }
}
