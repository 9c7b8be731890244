package io.tidemark.redis;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is on the disk of a Redis that writes it each second, concluded from looks at it, which are made while somebody waits.
///
/// What was taken before a look that finds no fsync under way is in the file after it. A server that answers a look a second later has
/// by then begun an fsync of that, or begins it then. When still later no fsync is under way, it is done. Everything less can be wrong: a
/// slow disk lets Redis put off writing for two seconds and more, and a frozen machine lets it answer before it has begun.
///
/// A disk that is never seen idle is believed after thirty seconds.
public final class Disk {

    private static final Logger LOG = LoggerFactory.getLogger(Disk.class);
    /// Redis counts in whole seconds, and looks at the clock ten times in each.
    private static final long BEGUN_MILLIS = 1_100;
    private static final long PATIENCE_MILLIS = 30_000;
    private static final long LONG_AGO = Long.MIN_VALUE / 2;
    private static final int MOST_IDLE = 16;
    /// After so long without a look nobody waited.
    private static final long GAP_MILLIS = 10_000;

    private final Deque<Idle> idles = new ArrayDeque<>();
    private String run = "";
    private long claimed = LONG_AGO;
    private long firstAsked;
    private long lastAsked;
    private long lastAnswered = LONG_AGO;
    private long safe = LONG_AGO;
    private boolean impatient;

    /// What a server says of its file. `run` names the process: another one has begun anew; `failing`: it cannot write; `busy`: an fsync is
    /// under way; `lazy`: it does not begin any now.
    public record Look(String run, boolean failing, boolean busy, boolean lazy) {

        /// Of two servers.
        Look and(Look other) {
            return new Look(run + other.run, failing || other.failing, busy || other.busy, lazy || other.lazy);
        }
    }

    private static final class Idle {

        private final long asked;
        private final long answered;
        private boolean begun;

        Idle(long asked, long answered) {
            this.asked = asked;
            this.answered = answered;
        }
    }

    /// Whether it is time for another look, which the caller makes then.
    public synchronized boolean claim(long now) {
        if (now - Math.max(claimed, lastAnswered) < BEGUN_MILLIS) return false;
        claimed = now;
        return true;
    }

    /// A look was asked for and answered at these times. One that was overtaken tells nothing.
    public synchronized void looked(long asked, long answered, Look look) {
        if (asked < lastAnswered) return;
        if (!look.run.equals(run) || look.failing || asked - lastAnswered > GAP_MILLIS) begin(look.run, asked);
        lastAsked = asked;
        lastAnswered = answered;
        if (look.failing) return;
        if (look.lazy) {
            idles.clear();
        } else {
            if (!look.busy)
                while (!idles.isEmpty() && idles.getFirst().begun)
                    safe = idles.removeFirst().asked;
            for (var idle : idles)
                idle.begun |= asked - idle.answered >= BEGUN_MILLIS;
            if (!look.busy && idles.size() < MOST_IDLE) idles.add(new Idle(asked, answered));
        }
        boolean late = firstAsked <= lastAsked - PATIENCE_MILLIS && safe < lastAsked - PATIENCE_MILLIS;
        if (late && !impatient)
            LOG.warn("the disk of Redis has been busy for {} s: what is older counts as durable", PATIENCE_MILLIS / 1_000);
        impatient = late;
    }

    private void begin(String run, long asked) {
        this.run = run;
        firstAsked = asked;
        safe = LONG_AGO;
        idles.clear();
    }

    /// What was taken before this time is on the disk, or believed to be.
    public synchronized long safe() {
        return impatient ? lastAsked - PATIENCE_MILLIS : safe;
    }
}
