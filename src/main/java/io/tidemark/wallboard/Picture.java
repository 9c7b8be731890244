package io.tidemark.wallboard;

import io.tidemark.log.EntryId;
import io.tidemark.presence.Cell;
import io.tidemark.presence.Scene;
import io.tidemark.presence.Standing;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// What one account shows at one moment of its log: immutable, shared by all its viewers.
///
/// @param revision rises with every visible change, on whichever node; a moment in which nothing changed keeps it
record Picture(EntryId position, long revision, Standing standing, Scene scene) {

    /// Nothing known yet but the account's name and zone.
    static Picture empty(String account, String zone) {
        return new Picture(EntryId.ZERO, 0, zeros(account, zone, 0), new Scene(account, List.of(), Map.of(), List.of()));
    }

    /// The picture of what was read, by itself.
    static Picture of(String account, String zone, LevelSource.Reading reading) {
        long time = reading.position().millis();
        var scene = reading.scene() != null ? reading.scene() : new Scene(account, List.of(), Map.of(), List.of());
        return new Picture(reading.position(), time, reading.standing() != null ? reading.standing() : zeros(account, zone, time), scene);
    }

    /// This picture after a step of the feed.
    Picture after(LevelSource.Step step) {
        return next(step.position(), step.standing() != null ? step.standing() : standing, step.scene() != null ? step.scene() : scene);
    }

    /// This picture after reading again.
    Picture after(LevelSource.Reading reading) {
        var read = of(standing.account(), standing.zone(), reading);
        return next(read.position, read.standing, read.scene);
    }

    private Picture next(EntryId position, Standing standing, Scene scene) {
        boolean same = sameFigures(this.standing, standing) && this.scene.events().equals(scene.events())
                && this.scene.sources().equals(scene.sources());
        return new Picture(position, same ? revision : Math.max(revision + 1, position.millis()), standing, scene);
    }

    String account() {
        return standing.account();
    }

    /// The instant (epoch milliseconds) of which this picture is.
    long asOf() {
        return position.millis();
    }

    private static boolean sameFigures(Standing one, Standing other) {
        return one == other || one.day() == other.day() && one.atLeast() == other.atLeast() && Arrays.equals(one.now(), other.now())
                && Arrays.equals(one.peak(), other.peak()) && Arrays.equals(one.peakAt(), other.peakAt());
    }

    private static Standing zeros(String account, String zone, long time) {
        long day = Instant.ofEpochMilli(time).atZone(ZoneId.of(zone)).toLocalDate().toEpochDay();
        return new Standing(account, zone, day, new int[Cell.COUNT], new int[Cell.COUNT], new long[Cell.COUNT], 0, new int[Cell.COUNT],
                new long[Cell.COUNT], 0);
    }
}
