package io.tidemark.presence.oracle;

import io.tidemark.log.Entry;
import io.tidemark.log.EntryId;
import io.tidemark.log.Item;
import io.tidemark.log.Numbered;
import io.tidemark.log.Origin;
import io.tidemark.log.Scope;
import io.tidemark.log.StreamId;
import io.tidemark.signal.About;
import io.tidemark.signal.EventState;
import io.tidemark.signal.Facts;
import io.tidemark.signal.Kind;
import io.tidemark.signal.Role;
import io.tidemark.signal.Signal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A history told by hand, second by second, and the side that hears it.
final class Script {
    static final Scope ACME = new Scope("acme", "acme");
    static final Origin SOCKET = new Origin(5, 1);
    static final Origin OTHER_SOCKET = new Origin(5, 2);
    static final StreamId STREAM = new StreamId("acme", "acme", "sfu");

    private final Side side;
    private long now;
    private long number;
    private long sequence;

    Script(Side side, String start) {
        this.side = side;
        this.now = Instant.parse(start).toEpochMilli();
    }

    Side side() {
        return side;
    }

    long now() {
        return now;
    }

    Reading reading(String account) {
        return side.readings().get(account);
    }

    int connections(String account) {
        return reading(account).now(0);
    }

    int peak(String account) {
        return reading(account).peak(0);
    }

    Script items(Item... items) {
        side.apply(new Entry(new EntryId(now, number++), List.of(items)));
        return this;
    }

    /// Time passes, with its ticks.
    Script pass(long millis) {
        for (long until = now + millis; now < until;) {
            now = Math.min(until, now + 1_000);
            items(new Item.Tick());
        }
        return this;
    }

    /// Time passes and nobody could write.
    Script hole(long millis) {
        now += millis;
        return this;
    }

    Script say(Signal... signals) {
        return sayThrough(SOCKET, ACME, signals);
    }

    Script sayThrough(Origin origin, Scope scope, Signal... signals) {
        return items(new Item.Plain(origin, number, scope, false, numbered(signals)));
    }

    Script open(String incarnation, int timeout) {
        sequence = 0;
        return items(new Item.Opened(STREAM, incarnation, SOCKET, timeout));
    }

    Script frame(Signal... signals) {
        return frameThrough(SOCKET, signals);
    }

    Script frameThrough(Origin socket, Signal... signals) {
        return items(new Item.Frame(STREAM, socket, ++sequence, ACME, numbered(signals)));
    }

    Script part(int part, boolean last, Signal... joins) {
        return items(new Item.SnapshotPart(STREAM, SOCKET, sequence, part, last, ACME, numbered(joins)));
    }

    Signal join(String session) {
        return join(session, "room", "acme", now);
    }

    Signal join(String session, String event, String account, long at) {
        return join(session, event, account, Kind.MEETING, Role.PARTICIPANT, at);
    }

    Signal join(String session, String event, String account, Kind kind, Role role, long at) {
        return new Signal.Join(account, at, session, event, kind, role, null, Facts.NONE, About.NONE, 0, null);
    }

    /// A session that is over after so many seconds without a sign of its own.
    Signal lasting(String session, int timeout) {
        return new Signal.Join("acme", now, session, "room", Kind.MEETING, Role.PARTICIPANT, null, Facts.NONE, About.NONE, timeout, null);
    }

    Signal replacing(String session, String former) {
        return new Signal.Join("acme", now, session, "room", Kind.MEETING, Role.PARTICIPANT, null, Facts.NONE, About.NONE, 0, former);
    }

    Signal leave(String session) {
        return leave(session, now);
    }

    Signal leave(String session, long at) {
        return new Signal.Leave(null, at, session, null);
    }

    Signal ended(String event, long at) {
        return new Signal.Event(null, at, event, EventState.ENDED, null, About.NONE, -1, -1, -1, -1);
    }

    private static List<Numbered> numbered(Signal... signals) {
        var numbered = new ArrayList<Numbered>();
        Arrays.asList(signals).forEach(signal -> numbered.add(new Numbered(numbered.size(), signal)));
        return numbered;
    }
}
