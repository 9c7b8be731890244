package io.tidemark.presence;

import io.tidemark.signal.Facts;
import io.tidemark.signal.Signal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What history is to remember. Each fact is a JSON object with `kind`, `origin` (its identity; a later fact of the same origin
/// takes the place of the earlier one), `account` and `at` (epoch milliseconds, like all instants in it). The kinds:
///
/// * `account`: an account came into being: `zone`; said again with `firstSignal` when it, or one below it, has its first.
/// * `stretch`: a session in one role, event and account: `session`, `event`, `eventKind`, `role`, `class`, `counted`, `began` (of the
///   session), `number` of the stretch, `start`, and when it is over `end` and `reason`; `user` and facts of the join where given.
/// * `event`: an occurrence: `event`, `eventKind`, `start`, `title`, `template`, `owner`, and `end` when it is over.
/// * `minute`: `cells` `[[cell,open,min,max,close,level×ms,held]…]` of those that moved in the minute that begins at `at`.
/// * `mark`: peaks of a local day: `day` (epoch day), `zone`, `cells` `[[cell,peak,at,atLeast]…]`.
/// * `silence`: `from`, `to`: what was not known; of a stream (`producer`) or, without one, of the whole log.
/// * `late`: a join or leave that came too late to be live: `signal`, `session`, `event` …
/// * `plan`: an event is planned.
/// * `refused`, `usage`, `gauge`, `content`, `login`, `user`: as they were said, in `body`.
final class FactLog {

    private List<byte[]> facts = new ArrayList<>();

    List<byte[]> take() {
        var taken = facts;
        facts = new ArrayList<>();
        return taken;
    }

    int size() {
        return facts.size();
    }

    void account(AccountNode account, long at) {
        var fact = new FactJson("account", "account|" + account.path).text("account", account.path).number("at", at).text("zone",
                account.zone.name());
        if (account.signalled) fact.number("firstSignal", at);
        add(fact);
    }

    /// The present stretch of a session: open when `reason` is absent.
    void stretch(Session session, long end, @Nullable String reason) {
        String id = session.id();
        var fact = new FactJson("stretch",
                "stretch|" + session.master().name + '|' + id + '|' + session.start + '|' + session.stretch)
                .text("account", session.account.path).number("at", session.stretchStart).text("session", id)
                .text("event", session.occurrence.event).text("eventKind", session.occurrence.kind.word()).text("role", session.role.word())
                .flag("counted", session.counted).text("user", session.user).number("began", session.start)
                .number("number", session.stretch)
                .number("start", session.stretchStart);
        facts(fact, session.traits.facts);
        if (reason != null) fact.number("end", end).text("reason", reason);
        add(fact);
    }

    void event(Occurrence occurrence, @Nullable Long end) {
        var fact = new FactJson("event", "event|" + occurrence.account.master.name + '|' + occurrence.event + '|' + occurrence.start)
                .text("account", occurrence.account.path).number("at", occurrence.start).text("event", occurrence.event)
                .text("eventKind", occurrence.kind.word()).number("start", occurrence.start).text("title", occurrence.about.title())
                .text("template", occurrence.about.template()).text("owner", occurrence.about.owner());
        if (end != null) fact.number("end", end);
        add(fact);
    }

    void minute(AccountNode account) {
        Minute minute = account.minute;
        if (minute.moved == 0) return;
        var cells = new StringBuilder("[");
        for (long bits = minute.moved; bits != 0; bits &= bits - 1) {
            int cell = Long.numberOfTrailingZeros(bits);
            if (cells.length() > 1) cells.append(',');
            cells.append('[').append(cell).append(',').append(minute.open[cell]).append(',').append(minute.min[cell]).append(',')
                    .append(minute.max(cell)).append(',').append(account.now[cell]).append(',').append(minute.area(cell, account.now[cell]))
                    .append(',').append(minute.held >> cell & 1).append(']');
        }
        add(new FactJson("minute", "minute|" + account.path + '|' + minute.start / Minute.LENGTH).text("account", account.path)
                .number("at", minute.start).json("cells", cells.append(']').toString()));
    }

    void mark(AccountNode account, Peaks peaks) {
        var cells = new StringBuilder("[");
        for (int cell = 0; cell < Cell.COUNT; cell++) {
            long atLeast = peaks.atLeast >> cell & 1;
            if (peaks.level[cell] == 0 && atLeast == 0) continue;
            if (cells.length() > 1) cells.append(',');
            cells.append('[').append(cell).append(',').append(peaks.level[cell]).append(',').append(peaks.at[cell]).append(',')
                    .append(atLeast)
                    .append(']');
        }
        if (cells.length() == 1) return;
        add(new FactJson("mark", "mark|" + account.path + '|' + peaks.day).text("account", account.path)
                .number("at", peaks.day * 86_400_000L).number("day", peaks.day).text("zone", account.zone.name())
                .json("cells", cells.append(']').toString()));
    }

    void silence(Master master, @Nullable Stream stream, long from, long to) {
        String producer = stream == null ? null : stream.id.account() + '|' + stream.id.producer();
        add(new FactJson("silence", "silence|" + master.name + '|' + (producer == null ? "" : producer) + '|' + from)
                .text("account", master.name)
                .number("at", from).text("producer", producer).number("from", from).number("to", to));
    }

    /// A signal that nothing live came of; `identity` says which it was.
    void late(String account, Signal signal, String identity) {
        switch (signal) {
            case Signal.Join join -> {
                var fact = late(account, join.at(), "join", identity).text("session", join.session()).text("event", join.event())
                        .text("eventKind", join.kind().word()).text("role", join.role().word()).text("user", join.user());
                facts(fact, join.facts());
                add(fact);
            }
            case Signal.Leave leave ->
                add(late(account, leave.at(), "leave", identity).text("session", leave.session()).text("reason", leave.reason()));
            case Signal.Event event ->
                add(late(account, event.at(), "event", identity).text("event", event.event()).text("state", event.state().word()));
            case Signal.Heartbeat _,Signal.Note _ -> throw new IllegalArgumentException("never late");
        }
    }

    private static FactJson late(String account, long at, String signal, String identity) {
        return new FactJson("late", "late|" + identity).text("account", account).number("at", at).text("signal", signal);
    }

    void plan(AccountNode account, Signal.Event event) {
        var fact = new FactJson("plan", "plan|" + account.master.name + '|' + event.event()).text("account", account.path)
                .number("at", event.at()).text("event", event.event()).text("eventKind", event.kind() == null ? null : event.kind().word())
                .text("title", event.about().title()).text("template", event.about().template()).text("owner", event.about().owner());
        if (event.plannedStart() >= 0) fact.number("plannedStart", event.plannedStart());
        if (event.plannedEnd() >= 0) fact.number("plannedEnd", event.plannedEnd());
        if (event.expectedSpeakers() >= 0) fact.number("expectedSpeakers", event.expectedSpeakers());
        if (event.expectedParticipants() >= 0) fact.number("expectedParticipants", event.expectedParticipants());
        add(fact);
    }

    void note(AccountNode account, Signal.Note note, String identity) {
        add(new FactJson(note.type(), note.type() + '|' + identity).text("account", account.path).number("at", note.at()).json("body",
                new String(note.body(), StandardCharsets.UTF_8)));
    }

    private static void facts(FactJson fact, Facts facts) {
        fact.text("class", facts.typeOrPerson().word()).text("device", facts.device()).text("client", facts.client())
                .text("platform", facts.platform()).text("os", facts.os()).text("browser", facts.browser())
                .text("hardware", facts.hardware())
                .text("country", facts.country()).text("content", facts.content()).text("contentTitle", facts.contentTitle())
                .number("duration", facts.duration()).text("offer", facts.offer());
    }

    private void add(FactJson fact) {
        facts.add(fact.take());
    }
}
