package io.tidemark.presence.oracle;

import io.tidemark.log.Origin;
import io.tidemark.log.StreamId;
import io.tidemark.signal.About;
import io.tidemark.signal.Facts;
import io.tidemark.signal.Kind;
import io.tidemark.signal.Role;
import io.tidemark.signal.SessionClass;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is live and what is remembered, in lists that are searched from one end to the other.
final class World {
    static final long WINDOW = 600_000;

    final List<Session> sessions = new ArrayList<>();
    final List<Occurrence> occurrences = new ArrayList<>();
    final List<Stream> streams = new ArrayList<>();
    /// No deadline lies nearer than this: 15 s after the last time that nobody could write.
    long graceUntil;
    final Map<String, Set<SessionClass>> countingRules = new HashMap<>();
    final List<Stretch> closed = new ArrayList<>();
    private final Map<String, End> sessionEnds = new HashMap<>();
    private final Map<String, End> eventEnds = new HashMap<>();

    /// A live connection. `owner` is a stream's id or the origin of plain messages; `at` belongs to the join that last updated it.
    static final class Session {
        String master = "";
        String id = "";
        String account = "";
        String event = "";
        Kind kind = Kind.MEETING;
        Role role = Role.PARTICIPANT;
        @Nullable
        String user;
        Facts facts = Facts.NONE;
        int timeout;
        long start;
        long stretchStart;
        long at;
        int stretch;
        long lastSign;
        @Nullable
        Long due;
        Object owner = "";
        List<Object> formers = List.of();
        int weight = 1;
    }

    /// An event while it is live. `due` is when it ends for want of sessions, `null` while it has some.
    static final class Occurrence {
        String master = "";
        String event = "";
        String account = "";
        Kind kind = Kind.MEETING;
        About about = About.NONE;
        long start;
        @Nullable
        Long lastEnd;
        @Nullable
        Long due;
    }

    static final class Stream {
        final StreamId id;
        String incarnation = "";
        @Nullable
        Origin openedThrough;
        int timeout;
        long lastSign;
        @Nullable
        Long due;
        boolean lapsed;
        boolean catchingUp;
        long lastFrame;
        boolean snapshotHold;
        @Nullable
        Snapshot snapshot;
        @Nullable
        Long holdSince;
        @Nullable
        Long lapsedHolding;
        long bannedUntil = Long.MIN_VALUE;

        Stream(StreamId id) {
            this.id = id;
        }

        boolean holds() {
            return catchingUp || snapshotHold;
        }
    }

    /// A snapshot of which not all parts have come. `before` is the stream's last sign of life before part 1.
    static final class Snapshot {
        final long before;
        final Set<String> named = new HashSet<>();
        int next = 1;

        Snapshot(long before) {
            this.before = before;
        }
    }

    /// The end of something, and when it became known.
    record End(long at, long known) {}

    /// A closed piece of a session, from `start` until before `end`, in which none of its facts changed.
    record Stretch(String master, String session, String account, String event, Kind kind, Role role, SessionClass type, long start,
            long end, long began, int number) {

        /// What stays the same when the stretch is told again.
        String identity() {
            return master + ' ' + session + ' ' + began + ' ' + number;
        }
    }

    @Nullable
    Session session(String master, String id) {
        for (var session : sessions)
            if (session.master.equals(master) && session.id.equals(id)) return session;
        return null;
    }

    @Nullable
    Occurrence occurrence(String master, String event) {
        for (var occurrence : occurrences)
            if (occurrence.master.equals(master) && occurrence.event.equals(event)) return occurrence;
        return null;
    }

    @Nullable
    Stream stream(StreamId id) {
        for (var stream : streams)
            if (stream.id.equals(id)) return stream;
        return null;
    }

    List<Session> ownedBy(Object owner) {
        return sessions.stream().filter(session -> session.owner.equals(owner)).toList();
    }

    List<Session> in(Occurrence occurrence) {
        return sessions.stream().filter(s -> s.master.equals(occurrence.master) && s.event.equals(occurrence.event)).toList();
    }

    boolean held(String master) {
        return streams.stream().anyMatch(stream -> stream.id.master().equals(master) && stream.holds());
    }

    boolean counted(Session session) {
        return countingRules.getOrDefault(session.master, Set.of(SessionClass.PERSON, SessionClass.SIP))
                .contains(session.facts.typeOrPerson());
    }

    /// The known end of a session, or of an event's former occurrence, as far as the window still remembers it at `now`.
    @Nullable
    End sessionEnd(String master, String id, long now) {
        return remembered(sessionEnds.get(master + '\n' + id), now);
    }

    @Nullable
    End eventEnd(String master, String event, long now) {
        return remembered(eventEnds.get(master + '\n' + event), now);
    }

    void rememberSession(String master, String id, long at, long now) {
        remember(sessionEnds, master + '\n' + id, at, now);
    }

    void rememberEvent(String master, String event, long at, long now) {
        remember(eventEnds, master + '\n' + event, at, now);
    }

    private static void remember(Map<String, End> ends, String key, long at, long now) {
        End known = remembered(ends.get(key), now);
        ends.put(key, new End(known == null ? at : Math.max(known.at, at), now));
    }

    private static @Nullable End remembered(@Nullable End end, long now) {
        return end == null || now > end.known + WINDOW ? null : end;
    }

    /// A new occurrence of an event.
    Occurrence begin(String master, String event, String account, Kind kind, long start) {
        var occurrence = new Occurrence();
        occurrence.master = master;
        occurrence.event = event;
        occurrence.account = account;
        occurrence.kind = kind;
        occurrence.start = start;
        occurrences.add(occurrence);
        return occurrence;
    }

    /// Closes the running stretch of a session; one that had no time is forgotten when another follows it at once.
    void split(Session session, long at) {
        long from = Math.max(at, session.stretchStart);
        if (from > session.stretchStart) close(session, from);
        session.stretchStart = from;
        left(session, from);
    }

    private void close(Session session, long end) {
        closed.add(new Stretch(session.master, session.id, session.account, session.event, session.kind, session.role,
                session.facts.typeOrPerson(), session.stretchStart, end, session.start,
                session.stretch++));
        left(session, end);
    }

    private void left(Session session, long end) {
        var occurrence = occurrence(session.master, session.event);
        if (occurrence != null) occurrence.lastEnd = occurrence.lastEnd == null ? end : Math.max(occurrence.lastEnd, end);
    }

    /// Takes a session out of the set; its end is never before its running stretch's start.
    void end(Session session, long at, long now) {
        long end = Math.max(at, session.stretchStart);
        close(session, end);
        sessions.remove(session);
        rememberSession(session.master, session.id, end, now);
    }

    static String master(String path) {
        return path.split("/")[0];
    }

    /// The account and all above it, itself first.
    static List<String> line(String path) {
        var line = new ArrayList<String>();
        for (String at = path;; at = at.substring(0, at.lastIndexOf('/'))) {
            line.add(at);
            if (at.indexOf('/') < 0) return line;
        }
    }
}
