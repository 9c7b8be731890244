package io.tidemark.wallboard;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.presence.Cell;
import io.tidemark.presence.Metric;
import io.tidemark.presence.Section;
import io.tidemark.signal.Word;
import io.tidemark.web.Problem;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// `GET /v1/curve`: one figure's last hour in whole minutes. A wall asks for six figures at once, so what was read of an account
/// serves for two seconds.
public final class CurveRoute {

    private static final long HOUR = 3_600_000;
    /// How long a minute takes from its end until it is remembered.
    private static final long SETTLING = 10_000;
    private static final long GOOD_FOR_MILLIS = 2000;
    private static final int MOST_REMEMBERED = 1000;
    private static final JsonFactory JSON = new JsonFactory();

    private final LevelSource levels;
    private final MinuteSource minutes;
    private final Gate gate;
    private final InstantSource clock;
    private final Map<String, Remembered> recent = new ConcurrentHashMap<>();

    private record Hour(Picture picture, MinuteSource.Past past, long from, long to) {}

    private record Remembered(long readAt, Future<Hour> hour) {}

    public CurveRoute(LevelSource levels, MinuteSource minutes, Gate gate, InstantSource clock) {
        this.levels = levels;
        this.minutes = minutes;
        this.gate = gate;
        this.clock = clock;
    }

    public void mount(Router router) {
        router.get("/v1/curve").handler(this::answer);
    }

    private void answer(RoutingContext request) {
        var query = request.queryParams();
        var section = word(Section.class, query.get("section"), Section.TOTAL);
        var metric = word(Metric.class, query.get("metric"), Metric.CONNECTIONS);
        Answers.admit(gate, request, admitted -> {
            if (section.isEmpty() || metric.isEmpty())
                Answers.problem(request, Problem.of(400, "unknown_figure", "section or metric is not one of the definitions."));
            else if (!"1m".equals(Optional.ofNullable(query.get("step")).orElse("1m")) || query.contains("period")
                    || query.contains("from"))
                Answers.problem(request, Problem.of(400, "unknown_period", "The curve is of the last hour, in steps of 1m."));
            else
                hour(admitted).onSuccess(hour -> Answers.json(request, body(hour, section.get(), metric.get())))
                        .onFailure(cause -> Answers.unavailable(request, cause));
        });
    }

    private Future<Hour> hour(Gate.Verdict.Admitted admitted) {
        long now = clock.millis();
        if (recent.size() > MOST_REMEMBERED)
            recent.values().removeIf(remembered -> now - remembered.readAt > GOOD_FOR_MILLIS);
        return recent.compute(admitted.account(), (_, known) -> known != null && now - known.readAt <= GOOD_FOR_MILLIS
                && !known.hour.failed() ? known : new Remembered(now, read(admitted, now))).hour;
    }

    private Future<Hour> read(Gate.Verdict.Admitted admitted, long now) {
        return levels.read(admitted.account()).compose(reading -> {
            var picture = Picture.of(admitted.account(), admitted.zone(), reading);
            long until = reading.position().millis() == 0 ? now : Math.min(now, reading.position().millis());
            long settled = until - SETTLING;
            long to = settled - Math.floorMod(settled, Curve.MINUTE);
            return minutes.read(admitted.account(), to - HOUR, to).map(past -> new Hour(picture, past, to - HOUR, to));
        });
    }

    private static String body(Hour hour, Section section, Metric metric) {
        int cell = Cell.of(section, metric);
        var standing = hour.picture.standing();
        var text = new StringWriter(8192);
        try (var json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("account", standing.account());
            json.writeStringField("zone", standing.zone());
            json.writeStringField("from", Frames.instant(hour.from));
            json.writeStringField("to", Frames.instant(hour.to));
            json.writeStringField("state", "provisional");
            json.writeStringField("asOf", Frames.instant(hour.picture.asOf()));
            json.writeStringField("section", section.word());
            json.writeStringField("metric", metric.word());
            json.writeStringField("step", "1m");
            json.writeArrayFieldStart("points");
            int still = hour.past.before().get(cell).orElse(standing.now()[cell]);
            for (var point : Curve.of(hour.past.cells().get(cell), hour.from, hour.to, still))
                point(json, point);
            json.writeEndArray();
            json.writeArrayFieldStart("unknown");
            for (var stretch : hour.past.unknown()) {
                json.writeStartArray();
                json.writeString(Frames.instant(stretch.from()));
                json.writeString(Frames.instant(stretch.to()));
                json.writeEndArray();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void point(JsonGenerator json, Curve.Point point) throws IOException {
        json.writeStartObject();
        json.writeStringField("at", Frames.instant(point.at()));
        json.writeNumberField("open", point.open());
        json.writeNumberField("min", point.min());
        json.writeNumberField("max", point.max());
        json.writeNumberField("close", point.close());
        json.writeNumberField("mean", Math.round(point.mean() * 1000) / 1000.0);
        json.writeEndObject();
    }

    private static <E extends Enum<E> & Word> Optional<E> word(Class<E> type, @Nullable String given, E otherwise) {
        return given == null ? Optional.of(otherwise) : Word.parse(type, given);
    }
}
