package io.tidemark.ingest.decode;

import io.tidemark.signal.About;
import io.tidemark.signal.EventState;
import io.tidemark.signal.Facts;
import io.tidemark.signal.Kind;
import io.tidemark.signal.Playback;
import io.tidemark.signal.Role;
import io.tidemark.signal.SessionClass;
import io.tidemark.signal.Id;
import io.tidemark.signal.Signal;
import io.tidemark.signal.Signal.Event;
import io.tidemark.signal.Signal.Heartbeat;
import io.tidemark.signal.Signal.Join;
import io.tidemark.signal.Signal.Leave;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes the signal of the fields of one object, or throws the [Refusal] of it.
final class SignalReader {

    static final int SHORTEST_TIMEOUT = 5;
    static final int LONGEST_TIMEOUT = 86_400;
    static final List<String> DEVICES = List.of("tv", "computer", "console", "tablet", "mobile", "other");
    static final List<String> OFFERS = List.of("free", "paid");

    private static final int MOST_PEOPLE = 100_000_000;
    private static final String TYPES = "one of join, heartbeat, leave, event, refused, usage, gauge, content, login, user, alive, hello";

    private final Fields fields;
    private final Checks checks;
    private final NoteReader notes;

    SignalReader(Fields fields) {
        this.fields = fields;
        checks = new Checks(fields);
        notes = new NoteReader(fields, checks);
    }

    /// `inStream`: the signal stands in a frame or snapshot.
    Signal read(String type, Reading reading, boolean inStream) {
        return switch (type) {
            case "heartbeat" -> heartbeat(reading);
            case "join" -> join(reading, inStream);
            case "leave" -> leave(reading);
            case "event" -> event(reading);
            default -> {
                if (!NoteReader.reads(type))
                    throw new Refusal(RejectionCode.UNKNOWN_TYPE, checks.mustBe(Field.TYPE, TYPES));
                yield notes.read(type, at(reading, NoteReader.window(type)));
            }
        };
    }

    /// The type as it was sent; anything but a text is no type.
    String type() {
        checks.require(Field.TYPE);
        if (fields.form(Field.TYPE) != Fields.Form.TEXT)
            throw new Refusal(RejectionCode.UNKNOWN_TYPE, checks.mustBe(Field.TYPE, TYPES));
        return fields.text(Field.TYPE);
    }

    private Signal heartbeat(Reading reading) {
        String session = checks.id(Field.SESSION);
        Playback state = checks.maybeWord(Field.STATE, Playback.class, RejectionCode.UNKNOWN_STATE).orElse(null);
        double position = checks.number(Field.POSITION, 0);
        return new Heartbeat(checks.account(), at(reading, Lateness.WINDOW), Id.of(session), state,
                Double.isNaN(position) ? -1 : position,
                checks.whole(Field.BYTES, 0, Long.MAX_VALUE));
    }

    private Signal join(Reading reading, boolean inStream) {
        String session = checks.id(Field.SESSION);
        String event = checks.id(Field.EVENT);
        Kind kind = checks.word(Field.KIND, Kind.class, RejectionCode.UNKNOWN_KIND);
        Role role = checks.word(Field.ROLE, Role.class, RejectionCode.UNKNOWN_ROLE);
        String replaces = checks.maybeId(Field.REPLACES);
        return new Join(checks.account(), at(reading, inStream ? -1 : Lateness.WINDOW), session, event, kind, role,
                checks.maybeId(Field.USER), facts(), about(), timeout(), session.equals(replaces) ? null : replaces);
    }

    private Signal leave(Reading reading) {
        String session = checks.id(Field.SESSION);
        return new Leave(checks.account(), at(reading, Lateness.WINDOW), session, checks.text(Field.REASON));
    }

    private Signal event(Reading reading) {
        String event = checks.id(Field.EVENT);
        EventState state = checks.word(Field.STATE, EventState.class, RejectionCode.UNKNOWN_STATE);
        Kind kind = checks.maybeWord(Field.KIND, Kind.class, RejectionCode.UNKNOWN_KIND).orElse(null);
        return new Event(checks.account(), at(reading, Lateness.WINDOW), event, state, kind, about(), plan(Field.PLANNED_START),
                plan(Field.PLANNED_END), (int) checks.whole(Field.EXPECTED_SPEAKERS, 0, MOST_PEOPLE),
                (int) checks.whole(Field.EXPECTED_PARTICIPANTS, 0, MOST_PEOPLE));
    }

    private Facts facts() {
        SessionClass type = checks.maybeWord(Field.CLASS, SessionClass.class, RejectionCode.UNKNOWN_CLASS).orElse(null);
        double duration = checks.number(Field.DURATION, 0);
        var facts = new Facts(type, checks.oneOf(Field.DEVICE, DEVICES, RejectionCode.UNKNOWN_DEVICE), checks.text(Field.CLIENT),
                checks.text(Field.PLATFORM), checks.text(Field.OS), checks.text(Field.BROWSER), checks.text(Field.HARDWARE),
                checks.country(), checks.maybeId(Field.CONTENT), checks.text(Field.CONTENT_TITLE), Double.isNaN(duration) ? null : duration,
                checks.oneOf(Field.OFFER, OFFERS, RejectionCode.UNKNOWN_OFFER));
        return facts.equals(Facts.NONE) ? Facts.NONE : facts;
    }

    private About about() {
        @Nullable
        String title = checks.text(Field.TITLE);
        @Nullable
        String template = checks.text(Field.TEMPLATE);
        @Nullable
        String owner = checks.maybeId(Field.OWNER);
        return title == null && template == null && owner == null ? About.NONE : new About(title, template, owner);
    }

    private int timeout() {
        return (int) Math.max(0, checks.whole(Field.TIMEOUT, SHORTEST_TIMEOUT, LONGEST_TIMEOUT));
    }

    private long plan(Field field) {
        return Math.max(-1, checks.instant(field));
    }

    private long at(Reading reading, long window) {
        long at = checks.instant(Field.AT);
        return at == Instants.NONE ? reading.now() : Lateness.check(at + reading.correction(), window, reading);
    }
}
