package io.tidemark.wallboard;

import io.tidemark.presence.Cell;
import io.tidemark.presence.Metric;
import io.tidemark.presence.Section;
import io.tidemark.presence.Standing;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/// `GET /v1/levels`: what [LiveSocket] would show first, once, from what was last committed.
public final class LevelsRoute {

    private final LevelSource source;
    private final Gate gate;
    private final InstantSource clock;

    public LevelsRoute(LevelSource source, Gate gate, InstantSource clock) {
        this.source = source;
        this.gate = gate;
        this.clock = clock;
    }

    public void mount(Router router) {
        router.get("/v1/levels").handler(this::answer);
        router.get("/v1/levels.csv").handler(this::answer);
    }

    private void answer(RoutingContext request) {
        Answers.admit(gate, request, admitted -> source.read(admitted.account()).onSuccess(reading -> {
            var picture = Picture.of(admitted.account(), admitted.zone(), reading);
            if (Answers.wantsCsv(request))
                Answers.csv(request, csv(picture));
            else
                Answers.json(request, Frames.snapshot(picture, clock.millis()));
        }).onFailure(cause -> Answers.unavailable(request, cause)));
    }

    static String csv(Picture picture) {
        Standing standing = picture.standing();
        var local = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx").withZone(ZoneId.of(standing.zone()));
        var out = new StringBuilder("account,zone,as_of,section,metric,now,peak_today,peak_today_at,bound\r\n");
        for (Section section : Section.values())
            for (Metric metric : Metric.values()) {
                int cell = Cell.of(section, metric);
                out.append(standing.account()).append(',').append(standing.zone()).append(',')
                        .append(local.format(Instant.ofEpochMilli(picture.asOf()))).append(',').append(section.word()).append(',')
                        .append(metric.word()).append(',').append(standing.now()[cell]).append(',').append(standing.peak()[cell])
                        .append(',')
                        .append(standing.peak()[cell] == 0 ? "" : local.format(Instant.ofEpochMilli(standing.peakAt()[cell]))).append(',')
                        .append((standing.atLeast() >>> cell & 1) == 0 ? "exact" : "atLeast").append("\r\n");
            }
        return out.toString();
    }
}
