package io.tidemark.wallboard;

import io.tidemark.log.EntryId;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One account that somebody watches: its latest picture, and its viewers by rate. It follows the feed; where the feed has a gap, at
/// the beginning, and every few seconds in any case it reads again what is kept.
final class Watched {

    private static final Logger LOG = LoggerFactory.getLogger(Watched.class);

    private final Vertx vertx;
    private final Context context;
    private final InstantSource clock;
    private final LevelSource source;
    private final Map<Integer, Pace> paces = new HashMap<>();
    private Picture picture;
    private LevelSource.@Nullable Watch watch;
    private boolean known;
    private boolean reading;
    private boolean readAgain;

    /// Begins to follow the account; `context` is the event loop that everything here is confined to.
    static Watched open(Vertx vertx, Context context, InstantSource clock, LevelSource source, Gate.Verdict.Admitted admitted) {
        var watched = new Watched(vertx, context, clock, source, admitted);
        watched.watch = source.watch(admitted.account(), step -> context.runOnContext(_ -> watched.follow(step)));
        watched.readAgain();
        return watched;
    }

    private Watched(Vertx vertx, Context context, InstantSource clock, LevelSource source, Gate.Verdict.Admitted admitted) {
        this.vertx = vertx;
        this.context = context;
        this.clock = clock;
        this.source = source;
        this.picture = Picture.empty(admitted.account(), admitted.zone());
    }

    void add(Viewer viewer, int rate) {
        paces.computeIfAbsent(rate, r -> new Pace(vertx, clock, r, picture)).add(viewer, known);
    }

    /// Lets a viewer go; whether it was the last one.
    boolean remove(Viewer viewer, int rate) {
        var pace = paces.get(rate);
        if (pace != null && pace.remove(viewer)) {
            pace.stop();
            paces.remove(rate);
        }
        return paces.isEmpty();
    }

    Set<Viewer> viewers() {
        var all = new HashSet<Viewer>();
        paces.values().forEach(pace -> all.addAll(pace.viewers()));
        return all;
    }

    void second() {
        if (known)
            paces.values().forEach(Pace::second);
    }

    /// Reads what is kept. At most one reading is under way.
    void readAgain() {
        if (reading) {
            readAgain = true;
            return;
        }
        reading = true;
        var before = picture.position();
        source.read(picture.account()).onComplete(answer -> context.runOnContext(_ -> {
            reading = false;
            if (answer.succeeded())
                take(answer.result(), before);
            else
                LOG.debug("Could not read the figures of {} again: {}", picture.account(), String.valueOf(answer.cause()));
            if (readAgain) {
                readAgain = false;
                readAgain();
            }
        }));
    }

    void close() {
        if (watch != null)
            watch.close();
        paces.values().forEach(Pace::stop);
        paces.clear();
    }

    /// What was read counts when it is newer than what is shown. When it is older than what was shown before the reading began, then
    /// the store itself has gone back, and the picture with it.
    private void take(LevelSource.Reading reading, EntryId before) {
        boolean wentBack = before.isAfter(reading.position());
        if (known && !wentBack && !reading.position().isAfter(picture.position()))
            return;
        boolean first = !known;
        known = true;
        show(picture.after(reading));
        if (first)
            paces.values().forEach(Pace::second);
    }

    private void follow(LevelSource.Step step) {
        if (known && step.after().equals(picture.position()))
            show(picture.after(step));
        else if (!known || !step.position().equals(picture.position()))
            readAgain();
    }

    private void show(Picture newer) {
        picture = newer;
        paces.values().forEach(pace -> pace.show(newer));
    }
}
