package io.tidemark.presence;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Sees to it that no sign of life is lost when the log is trimmed. Signs stay in memory and in the log; before the log is cut at a
/// time, the signs older than that are written with their sessions and streams. Only who has been silent for two minutes needs it.
final class Keeping {

    /// How much of the log is kept.
    static final long LOG = 120_000;

    private final Live live;
    private final TreeMap<Long, List<Object>> bySecond = new TreeMap<>();

    Keeping(Live live) {
        this.live = live;
    }

    /// A sign of life of a session at the present time, not written with it.
    void sign(Session session) {
        session.sign = live.now;
        if (!session.watchedForKeeping) {
            session.watchedForKeeping = true;
            watch(session, live.now);
        }
    }

    void sign(Stream stream) {
        stream.sign = live.now;
        if (!stream.watchedForKeeping) {
            stream.watchedForKeeping = true;
            watch(stream, live.now);
        }
    }

    private void watch(Object silent, long sign) {
        bySecond.computeIfAbsent(sign / 1000, _ -> new ArrayList<>()).add(silent);
    }

    /// A sign of life that was read again from the log.
    void recall(Session session, long sign) {
        if (sign <= session.sign) return;
        session.sign = sign;
        if (session.watchedForKeeping) return;
        session.watchedForKeeping = true;
        watch(session, sign);
    }

    void recall(Stream stream, long sign, boolean isAlive) {
        if (isAlive) stream.alive = Math.max(stream.alive, sign);
        stream.sign = Math.max(stream.sign, sign);
        live.timers.update(stream);
    }

    /// The stream is as it was kept; what is recalled of it is looked at later.
    void restored(Stream stream) {
        stream.watchedForKeeping = true;
        watch(stream, stream.sign);
    }

    /// Marks for writing what has an unwritten sign from before `time` (a whole second); then the log may be cut there.
    void keepBefore(long time) {
        while (!bySecond.isEmpty() && bySecond.firstKey() < time / 1000)
            for (Object silent : bySecond.pollFirstEntry().getValue()) {
                if (silent instanceof Session session) {
                    keep(session, time);
                } else if (silent instanceof Stream stream) {
                    keep(stream, time);
                }
            }
    }

    private void keep(Session session, long time) {
        session.watchedForKeeping = false;
        if (session.sign == session.keptSign) return;
        if (session.sign < time) {
            live.touch(session);
        } else {
            session.watchedForKeeping = true;
            watch(session, session.sign);
        }
    }

    private void keep(Stream stream, long time) {
        stream.watchedForKeeping = false;
        long oldest = stream.alive != stream.keptAlive ? Math.min(stream.alive, stream.sign) : stream.sign;
        if (stream.sign == stream.keptSign && stream.alive == stream.keptAlive) return;
        if (oldest < time) {
            live.touch(stream);
        } else {
            stream.watchedForKeeping = true;
            watch(stream, oldest);
        }
    }
}
