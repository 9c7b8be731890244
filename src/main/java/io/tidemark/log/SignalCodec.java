package io.tidemark.log;

import io.tidemark.signal.About;
import io.tidemark.signal.EventState;
import io.tidemark.signal.Facts;
import io.tidemark.signal.Id;
import io.tidemark.signal.Kind;
import io.tidemark.signal.Playback;
import io.tidemark.signal.Role;
import io.tidemark.signal.SessionClass;
import io.tidemark.signal.Signal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The binary form of the signals of one item. Instants are written as the distance from the signal before, places as the
/// distance from the next place; absent fields cost a bit. Heartbeats that differ by their ids alone, which are digits ([Id]), as most
/// in the log do, stand in a row of ids.
final class SignalCodec {

    private static final int JOIN = 0;
    private static final int HEARTBEAT = 1;
    private static final int LEAVE = 2;
    private static final int EVENT = 3;
    private static final int NOTE = 4;
    private static final int ROW = 5;
    private static final int TAGS = 8;
    private static final Kind[] KINDS = Kind.values();
    private static final Role[] ROLES = Role.values();
    private static final Playback[] PLAYBACKS = Playback.values();
    private static final EventState[] STATES = EventState.values();
    private static final SessionClass[] CLASSES = SessionClass.values();

    private SignalCodec() {}

    static void write(Packer out, List<Numbered> signals) {
        out.unsigned(signals.size());
        int place = 0;
        long at = 0;
        for (int i = 0; i < signals.size();) {
            var numbered = signals.get(i);
            var signal = numbered.signal();
            out.signed(numbered.index() - place).signed(signal.at() - at);
            at = signal.at();
            int alike = alike(signals, i);
            if (alike > 1) row(out, signals.subList(i, i + alike));
            else
                write(out, signal);
            i += alike;
            place = numbered.index() + alike;
        }
    }

    /// How many signals from this one on may stand in a row: heartbeats of one instant, with nothing but an id of digits, in places one
    /// after the other. At least 1.
    private static int alike(List<Numbered> signals, int first) {
        int index = signals.get(first).index();
        long at = signals.get(first).signal().at();
        int next = first;
        while (next < signals.size() && signals.get(next).index() == index + next - first
                && signals.get(next).signal() instanceof Signal.Heartbeat heartbeat && heartbeat.at() == at && isBare(heartbeat))
            next++;
        return Math.max(1, next - first);
    }

    private static boolean isBare(Signal.Heartbeat heartbeat) {
        return heartbeat.account() == null && heartbeat.state() == null && heartbeat.position() < 0 && heartbeat.bytes() < 0
                && heartbeat.id().text() == null;
    }

    private static void row(Packer out, List<Numbered> heartbeats) {
        out.unsigned(ROW).unsigned(heartbeats.size());
        for (var numbered : heartbeats)
            if (numbered.signal() instanceof Signal.Heartbeat heartbeat) out.fixed(heartbeat.id().high()).fixed(heartbeat.id().low());
    }

    static List<Numbered> read(Unpacker in) {
        int count = in.count();
        var signals = new ArrayList<Numbered>(Math.min(count, in.room()));
        int place = 0;
        long at = 0;
        while (signals.size() < count) {
            place += (int) in.signed();
            at += in.signed();
            long tag = in.unsigned();
            if (tag == ROW)
                for (int n = in.count(); n > 0; n--)
                    signals.add(new Numbered(place++, new Signal.Heartbeat(null, at, Id.ofHex(in.fixed(), in.fixed()), null, -1, -1)));
            else
                signals.add(new Numbered(place++, signal(in, tag, at)));
        }
        if (signals.size() > count)
            throw new IllegalArgumentException("more signals than were announced");
        return signals;
    }

    private static void write(Packer out, Signal signal) {
        switch (signal) {
            case Signal.Join join -> join(out.unsigned(JOIN).maybe(join.account()), join);
            case Signal.Heartbeat(var account, _, var session, var state, double position, long bytes) -> {
                int given = (state == null ? 0 : state.ordinal() + 1) << 2 | (position >= 0 ? 1 : 0) | (bytes >= 0 ? 2 : 0);
                out.unsigned(HEARTBEAT + (long) TAGS * given).maybe(account).id(session);
                if (position >= 0)
                    out.number(position);
                if (bytes >= 0)
                    out.unsigned(bytes);
            }
            case Signal.Leave(var account, _, var session, var reason) ->
                out.unsigned(LEAVE).maybe(account).id(session).maybe(reason);
            case Signal.Event event -> event(out.unsigned(EVENT).maybe(event.account()), event);
            case Signal.Note(var account, _, var type, var body) -> out.unsigned(NOTE).maybe(account).text(type).bytes(body);
        }
    }

    private static Signal signal(Unpacker in, long tag, long at) {
        String account = in.maybe();
        return switch ((int) (tag % TAGS)) {
            case JOIN -> join(in, account, at);
            case HEARTBEAT -> {
                long given = tag / TAGS;
                var session = in.id();
                double position = (given & 1) != 0 ? in.number() : -1;
                long bytes = (given & 2) != 0 ? in.unsigned() : -1;
                yield new Signal.Heartbeat(account, at, session, given >> 2 == 0 ? null : one(PLAYBACKS, (given >> 2) - 1), position,
                        bytes);
            }
            case LEAVE -> new Signal.Leave(account, at, in.id(), in.maybe());
            case EVENT -> event(in, account, at);
            case NOTE -> new Signal.Note(account, at, in.text(), in.bytes());
            default -> throw new IllegalArgumentException("unknown signal " + tag);
        };
    }

    private static void join(Packer out, Signal.Join join) {
        out.id(join.id()).text(join.event())
                .unsigned(join.kind().ordinal() * (long) ROLES.length + join.role().ordinal());
        out.maybe(join.user()).unsigned(join.timeout()).maybe(join.replaces());
        facts(out, join.facts());
        about(out, join.about());
    }

    private static Signal.Join join(Unpacker in, @Nullable String account, long at) {
        var session = in.id();
        String event = in.text();
        long kindAndRole = in.unsigned();
        String user = in.maybe();
        int timeout = in.count();
        String replaces = in.maybe();
        var facts = facts(in);
        return new Signal.Join(account, at, session, event, one(KINDS, kindAndRole / ROLES.length), one(ROLES, kindAndRole % ROLES.length),
                user, facts, about(in), timeout, replaces);
    }

    private static void facts(Packer out, Facts facts) {
        var type = facts.type();
        Double duration = facts.duration();
        @Nullable
        String[] texts = {facts.device(), facts.client(), facts.platform(), facts.os(), facts.browser(), facts.hardware(), facts.country(),
                facts.content(), facts.contentTitle(), facts.offer()};
        long given = (type == null ? 0 : type.ordinal() + 1) | (duration == null ? 0 : 16);
        for (int i = 0; i < texts.length; i++)
            given |= texts[i] == null ? 0 : 32L << i;
        out.unsigned(given);
        if (duration != null)
            out.number(duration);
        for (String text : texts)
            if (text != null)
                out.text(text);
    }

    private static Facts facts(Unpacker in) {
        long given = in.unsigned();
        if (given == 0)
            return Facts.NONE;
        Double duration = (given & 16) != 0 ? in.number() : null;
        var texts = new @Nullable String[10];
        for (int i = 0; i < texts.length; i++)
            texts[i] = (given & 32L << i) != 0 ? in.text() : null;
        var type = (given & 15) == 0 ? null : one(CLASSES, (given & 15) - 1);
        return new Facts(type, texts[0], texts[1], texts[2], texts[3], texts[4], texts[5], texts[6], texts[7], texts[8], duration,
                texts[9]);
    }

    private static void about(Packer out, About about) {
        boolean none = about.equals(About.NONE);
        out.flag(!none);
        if (!none)
            out.maybe(about.title()).maybe(about.template()).maybe(about.owner());
    }

    private static About about(Unpacker in) {
        return in.flag() ? new About(in.maybe(), in.maybe(), in.maybe()) : About.NONE;
    }

    private static void event(Packer out, Signal.Event event) {
        var kind = event.kind();
        out.text(event.event()).unsigned(event.state().ordinal()).unsigned(kind == null ? 0 : kind.ordinal() + 1);
        about(out, event.about());
        out.signed(event.plannedStart()).signed(event.plannedEnd()).signed(event.expectedSpeakers()).signed(event.expectedParticipants());
    }

    private static Signal.Event event(Unpacker in, @Nullable String account, long at) {
        String event = in.text();
        var state = one(STATES, in.unsigned());
        long kind = in.unsigned();
        return new Signal.Event(account, at, event, state, kind == 0 ? null : one(KINDS, kind - 1), about(in), in.signed(), in.signed(),
                (int) in.signed(), (int) in.signed());
    }

    private static <T> T one(T[] constants, long ordinal) {
        if (ordinal < 0 || ordinal >= constants.length)
            throw new IllegalArgumentException("unknown choice " + ordinal);
        return constants[(int) ordinal];
    }
}
