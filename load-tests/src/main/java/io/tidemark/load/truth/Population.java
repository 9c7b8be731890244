package io.tidemark.load.truth;

import io.tidemark.load.process.Node;
import io.tidemark.load.process.Pause;
import io.tidemark.load.wire.Levels;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Sessions of several masters, each with a producer of its own, so that the order of what happened in a master is known: its true
/// peak is the greatest number of sessions that its producer ever had.
public final class Population implements AutoCloseable {

    private final List<Crew> crews = new ArrayList<>();

    /// Opens one producer for each master. `user` tells whether each session names a user of its own.
    public static Population open(Vertx vertx, List<URI> servers, String key, List<String> masters, long seed, boolean user)
            throws Exception {
        var population = new Population();
        for (int i = 0; i < masters.size(); i++) {
            var order = new ArrayList<>(servers);
            java.util.Collections.rotate(order, i);
            population.crews.add(Crew.open(vertx, order, key, masters.get(i), seed + i, user).get(60, TimeUnit.SECONDS));
        }
        return population;
    }

    /// Joins until so many sessions live in all masters together, evenly; waits until all of it is acknowledged.
    public void fill(long sessions) throws Exception {
        long each = sessions / crews.size();
        for (var crew : crews)
            crew.fill(each);
        for (var crew : crews)
            crew.filled().get(20, TimeUnit.MINUTES);
    }

    /// Goes on joining and leaving, and sends heartbeats of those that live, until [#rest].
    ///
    /// @param transitions joins and leaves a second, of all masters together, half of each
    /// @param heartbeats  a second, in arrays of 64
    public void flow(double transitions, double heartbeats) {
        crews.forEach(crew -> crew.flow(transitions / crews.size(), heartbeats / crews.size()));
    }

    /// Nothing more happens; waits until everything is acknowledged.
    public void rest() {
        crews.forEach(Crew::rest);
        long until = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (crews.stream().mapToInt(Crew::unacknowledged).sum() > 0 && System.nanoTime() < until)
            Pause.millis(20);
    }

    /// Joins, leaves and heartbeats so far.
    public Said said() {
        long transitions = 0;
        long heartbeats = 0;
        for (var crew : crews) {
            transitions += crew.transitions();
            heartbeats += crew.heartbeats();
        }
        return new Said(transitions, heartbeats);
    }

    /// What was said since the beginning.
    public record Said(long transitions, long heartbeats) {

        public Said since(Said before) {
            return new Said(transitions - before.transitions, heartbeats - before.heartbeats);
        }
    }

    public long live() {
        return crews.stream().mapToLong(Crew::live).sum();
    }

    /// How often frames were asked for again, and sockets opened anew.
    public String troubles() {
        return crews.stream().mapToLong(crew -> crew.producer().resumed()).sum() + " resumes, "
                + crews.stream().mapToLong(crew -> crew.producer().reconnects()).sum() + " reconnects, "
                + crews.stream().mapToLong(crew -> crew.producer().rejected()).sum() + " rejected";
    }

    public List<Crew> crews() {
        return List.copyOf(crews);
    }

    /// How much of what a node shows differs from the truth, summed over masters, when all is said and acknowledged: of levels, of
    /// peaks above the truth, and of peaks below it that claim to be exact. Looks for at most `patience`.
    public Differences differences(Node node, Duration patience) throws IOException {
        var differences = new Differences(0, 0, 0);
        for (var crew : crews) {
            var seen = Levels.await(node, crew.master(), patience,
                    levels -> levels.now() == crew.live() && levels.peak() <= crew.peak()
                            && (levels.peak() == crew.peak() || !levels.exact()));
            differences = differences.and(seen, crew);
        }
        return differences;
    }

    /// @param levels sessions too many or too few
    /// @param above  by how much peaks are above what was ever there
    /// @param below  by how much peaks that are said to be exact are below it
    public record Differences(long levels, long above, long below) {

        Differences and(Levels seen, Crew crew) {
            long short_ = seen.exact() ? Math.max(0, crew.peak() - seen.peak()) : 0;
            long more = Math.max(0, seen.peak() - crew.peak());
            long off = Math.abs(seen.now() - crew.live());
            if (off + more + short_ > 0)
                System.out
                        .println("  differs: " + crew.master() + " shows " + seen + ", true are " + crew.live() + " and peak " + crew.peak()
                                + (crew.producer().lastRejection().isEmpty() ? "" : "; last rejection " + crew.producer().lastRejection()));
            return new Differences(levels + off, above + more, below + short_);
        }

        public long sum() {
            return levels + above + below;
        }
    }

    @Override
    public void close() {
        crews.forEach(Crew::close);
    }
}
