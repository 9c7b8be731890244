package io.tidemark.presence.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.log.Item;
import io.tidemark.signal.About;
import io.tidemark.signal.Facts;
import io.tidemark.signal.Kind;
import io.tidemark.signal.Role;
import io.tidemark.signal.SessionClass;
import io.tidemark.signal.Signal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.api.Test;

/// Counting errors that others have made, each with the figures that are right, asked of the shard and of the reference.
@ParameterizedClass(name = "{0}")
@MethodSource("sides")
class NamedRegressionsTest {
    private static final int EVENTS = 3;

    @Parameter
    Named made;

    record Named(String name, Function<String, Side> side) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Named> sides() {
        return Stream.of(new Named("shard", ShardSide::steady),
                new Named("shard whose owner dies after every entry", zone -> ShardSide.mortal(zone, 1, 1)),
                new Named("reference", Reference::new));
    }

    private Script at(String start) {
        return in("UTC", start);
    }

    private Script in(String zone, String start) {
        return new Script(made.side.apply(zone), start);
    }

    @Test
    void aSessionOverMidnightCountsInBothDays() {
        var script = at("2026-05-01T23:50:00Z");
        script.say(script.join("late")).pass(60_000).say(Signal.Heartbeat.of(null, script.now(), "late"));
        for (int minutes = 2; minutes < 40; minutes++)
            script.pass(60_000).say(Signal.Heartbeat.of(null, script.now(), "late"));
        script.say(script.leave("late")).pass(1_000);
        var reading = script.reading("acme");
        assertThat(reading.now(0)).isZero();
        assertThat(reading.peak(0)).isOne();
        assertThat(reading.today().at().getFirst()).isEqualTo(Instant.parse("2026-05-02T00:00:00Z").toEpochMilli());
        assertThat(reading.yesterday().peak().getFirst()).isOne();
        assertThat(reading.today().atLeast()).isZero();
    }

    @Test
    void anOpenSessionIsInThePeakAtOnce() {
        var script = at("2026-05-01T12:00:00Z");
        script.say(script.join("one"));
        assertThat(script.peak("acme")).isOne();
        assertThat(script.reading("acme").today().at().getFirst()).isEqualTo(script.now());
    }

    @Test
    void tenSessionsBackToBackHaveThePeakOne() {
        var script = at("2026-05-01T12:00:00Z");
        for (int i = 0; i < 10; i++) {
            script.say(script.join("s" + i, "room" + i, "acme", script.now()));
            for (int minute = 0; minute < 5; minute++)
                script.pass(60_000).say(Signal.Heartbeat.of(null, script.now(), "s" + i));
            script.say(script.leave("s" + i));
        }
        assertThat(script.peak("acme")).isOne();
        assertThat(script.connections("acme")).isZero();
    }

    @Test
    void threeAccountsOfFiveMakeFifteen() {
        var script = at("2026-05-01T12:00:00Z");
        for (String account : List.of("acme/a", "acme/b", "acme/c"))
            for (int i = 0; i < 5; i++)
                script.say(script.join(account + i, "room-" + account, account, script.now()));
        assertThat(script.peak("acme")).isEqualTo(15);
        assertThat(script.peak("acme/b")).isEqualTo(5);
        assertThat(script.reading("acme").peak(EVENTS)).isEqualTo(3);
    }

    @Test
    void thePeakOfAMasterIsLessThanTheSumOfItsChildrens() {
        var script = at("2026-05-01T12:00:00Z");
        for (String account : List.of("acme/a", "acme/b")) {
            for (int i = 0; i < 4; i++)
                script.say(script.join(account + i, "room-" + account, account, script.now()));
            script.pass(1_000);
            for (int i = 0; i < 4; i++)
                script.say(script.leave(account + i));
        }
        assertThat(script.peak("acme/a")).isEqualTo(4);
        assertThat(script.peak("acme/b")).isEqualTo(4);
        assertThat(script.peak("acme")).isEqualTo(4);
    }

    @Test
    void viewersOfAnotherTitleOrKindAreInNoFigureOfThisOne() {
        var script = at("2026-05-01T23:59:00Z");
        script.say(script.join("w", "film", "acme", Kind.VOD, Role.PARTICIPANT, script.now()));
        script.say(script.join("m", "room", "acme", Kind.MEETING, Role.PARTICIPANT, script.now())).pass(61_000);
        var reading = script.reading("acme");
        assertThat(reading.peak(5 * 4)).isOne();
        assertThat(reading.peak(4)).isOne();
        assertThat(reading.peak(8)).isZero();
        assertThat(reading.peak(0)).isEqualTo(2);
        assertThat(reading.peak(EVENTS)).as("a title is no event").isOne();
        assertThat(reading.peak(5 * 4 + EVENTS)).isZero();
    }

    @Test
    void nothingOfAnEventIsLeftWhenItEndsWithoutItsLeaves() {
        var script = at("2026-05-01T12:00:00Z");
        script.say(script.join("a"), script.join("b"), script.join("c")).pass(2_000).say(script.ended("room", script.now()));
        assertThat(script.connections("acme")).isZero();
        assertThat(script.reading("acme").now(EVENTS)).isZero();
        script.say(script.leave("a"), script.leave("b"), script.leave("c"));
        assertThat(script.connections("acme")).isZero();
        assertThat(script.peak("acme")).isEqualTo(3);
    }

    @Test
    void aScreenABotAndARelayAreInNoMetric() {
        var script = at("2026-05-01T12:00:00Z");
        script.say(script.join("a"));
        for (var type : List.of(SessionClass.SCREEN, SessionClass.BOT, SessionClass.RELAY, SessionClass.RECORDER, SessionClass.TEST)) {
            var facts = new Facts(type, null, null, null, null, null, null, null, null, null, null, null);
            script.say(new Signal.Join("acme", script.now(), type.word(), "room-" + type.word(), Kind.MEETING, Role.SPEAKER, null, facts,
                    About.NONE, 0, null));
        }
        var reading = script.reading("acme");
        assertThat(List.of(reading.now(0), reading.now(1), reading.now(2), reading.now(EVENTS))).containsExactly(1, 1, 0, 1);
    }

    @Test
    void voiceLeavesAndDoubleLeavesNeverTakeTheClassBelowZero() {
        var script = at("2026-05-01T12:00:00Z");
        var pupils = new ArrayList<String>();
        for (int i = 0; i < 10; i++) {
            pupils.add("u" + i);
            script.say(script.join("u" + i)).pass(500);
        }
        for (String pupil : pupils)
            script.say(script.leave(pupil), script.leave("voice-" + pupil), script.leave(pupil)).pass(500);
        assertThat(script.connections("acme")).isZero();
        assertThat(script.reading("acme").now()).allMatch(level -> level == 0);
        assertThat(script.peak("acme")).isEqualTo(10);
    }

    @Test
    void aLeaveBeforeItsJoinLeavesNobodyBehind() {
        var script = at("2026-05-01T12:00:00Z");
        long joined = script.now();
        script.pass(1_000).say(script.leave("s")).pass(1_000).say(script.join("s", "room", "acme", joined));
        assertThat(script.side().readings().values()).allMatch(reading -> reading.now(0) == 0);
        script.say(script.join("s"));
        assertThat(script.connections("acme")).isOne();
    }

    @Test
    void aLeaveForTheUnknownChangesNothing() {
        var script = at("2026-05-01T12:00:00Z");
        script.say(script.join("known"), script.leave("unknown"));
        assertThat(script.connections("acme")).isOne();
    }

    @Test
    void theLateLeaveOfAFormerOwnerEndsNothing() {
        var script = at("2026-05-01T12:00:00Z");
        script.say(script.join("s")).pass(1_000).sayThrough(Script.OTHER_SOCKET, Script.ACME, script.join("s")).pass(1_000)
                .say(script.leave("s"));
        assertThat(script.connections("acme")).isOne();
        assertThat(script.peak("acme")).isOne();
        script.sayThrough(Script.OTHER_SOCKET, Script.ACME, script.leave("s"));
        assertThat(script.connections("acme")).isZero();
    }

    @Test
    void aRejoinIsNoSecondConnection() {
        var script = at("2026-05-01T12:00:00Z");
        for (int i = 0; i < 8; i++)
            script.say(script.join("s"));
        assertThat(script.connections("acme")).isOne();
        assertThat(script.peak("acme")).isOne();
    }

    @Test
    void aSessionThatReplacesAnotherIsNeverBesideIt() {
        var script = at("2026-05-01T12:00:00Z");
        script.say(script.join("first")).pass(1_000).say(script.replacing("second", "first")).pass(1_000)
                .say(script.replacing("third", "second"));
        assertThat(script.connections("acme")).isOne();
        assertThat(script.peak("acme")).isOne();
    }

    @Test
    void aNewProcessOfAProducerTakesItsFormerSessionsWithIt() {
        var script = at("2026-05-01T12:00:00Z");
        script.open("first", 90).frame(script.join("a"), script.join("b")).pass(1_000).open("second", 90).frame(script.join("c"));
        assertThat(script.connections("acme")).isOne();
        assertThat(script.peak("acme")).isEqualTo(2);
    }

    @Test
    void aBacklogRaisesNoPeakThatNobodyHad() {
        var script = at("2026-05-01T12:00:00Z");
        script.open("first", 90).frame(script.join("a")).pass(30_000);
        long then = script.now() - 20_000;
        script.frame(script.join("b", "room", "acme", then), script.join("c", "room", "acme", then)).frame(script.leave("b", then + 1),
                script.leave("c", then + 1));
        assertThat(script.peak("acme")).isOne();
        assertThat(script.reading("acme").today().atLeast() & 1).isOne();
        script.frame(script.join("d"));
        assertThat(script.peak("acme")).isEqualTo(2);
    }

    @Test
    void aSilentSessionLeavesTheCountAndEndsAtItsLastSign() {
        var script = at("2026-05-01T12:00:00Z");
        long joined = script.now();
        script.say(script.join("s")).pass(90_000);
        assertThat(script.connections("acme")).isOne();
        script.pass(1);
        assertThat(script.connections("acme")).isZero();
        assertThat(script.side().closed()).singleElement().satisfies(stretch -> assertThat(stretch.end()).isEqualTo(joined));
    }

    @Test
    void nobodyTimesOutWhileNobodyCouldWrite() {
        var script = at("2026-05-01T12:00:00Z");
        script.say(script.join("s")).hole(3_600_000).items(new Item.Tick());
        assertThat(script.connections("acme")).isOne();
        assertThat(script.reading("acme").today().atLeast()).isEqualTo((1L << 24) - 1);
    }

    /// The eve of a day and how many minutes the day has: leap days, ends of years, clocks put forward and back, by half an hour, and at
    /// midnight itself too.
    @ParameterizedTest
    @CsvSource({"UTC, 2028-02-28, 1440", "UTC, 2028-02-29, 1440", "Asia/Kathmandu, 2027-02-28, 1440", "Europe/Berlin, 2026-12-31, 1440",
            "Pacific/Kiritimati, 2026-12-31, 1440", "America/New_York, 2026-03-07, 1380", "America/New_York, 2026-10-31, 1500",
            "Australia/Lord_Howe, 2026-10-03, 1410", "Australia/Lord_Howe, 2026-04-04, 1470", "America/Santiago, 2026-09-05, 1380",
            "America/Santiago, 2026-04-03, 1500"})
    void aPeakAtTheEndOfALocalDayIsThatDaysAndItsLevelIsCarriedIntoTheNext(String zone, String eve, int minutes) {
        long midnight = LocalDate.parse(eve).plusDays(1).atStartOfDay(ZoneId.of(zone)).toInstant().toEpochMilli();
        long next = midnight + minutes * 60_000L;
        var script = in(zone, Instant.ofEpochMilli(midnight - 2).toString());
        script.say(script.join("stays"));
        long day = script.reading("acme").day();
        script.hole(1).say(script.join("b"), script.join("c"), script.leave("b"), script.leave("c"));
        script.hole(2).items(new Item.Tick());
        assertThat(script.reading("acme").yesterday()).extracting(peaks -> peaks.peak().getFirst(), peaks -> peaks.at().getFirst())
                .containsExactly(3, midnight - 1);
        assertThat(script.reading("acme").today()).extracting(peaks -> peaks.peak().getFirst(), peaks -> peaks.at().getFirst())
                .containsExactly(1, midnight);
        script.hole(next - 1 - script.now()).say(script.join("late"), script.leave("late")).hole(1).say(script.leave("stays"));
        script.hole(1).items(new Item.Tick());
        var reading = script.reading("acme");
        assertThat(reading.day()).isGreaterThan(day + 1);
        assertThat(reading.yesterday().peak().getFirst()).isEqualTo(2);
        assertThat(reading.yesterday().at().getFirst()).isEqualTo(next - 1);
        assertThat(reading.peak(0)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {23, 24, 25})
    void aDayHasAsManyHoursAsItsZoneGivesIt(int hours) {
        String eve = hours == 23 ? "2026-03-28T22:59:59Z" : hours == 24 ? "2026-06-30T21:59:59Z" : "2026-10-24T21:59:59Z";
        var script = in("Europe/Berlin", eve);
        script.say(script.join("s")).hole(1_000).items(new Item.Tick());
        long day = script.reading("acme").day();
        script.hole(hours * 3_600_000L - 1).items(new Item.Tick());
        assertThat(script.reading("acme").day()).isEqualTo(day);
        script.hole(1).items(new Item.Tick());
        assertThat(script.reading("acme").day()).isEqualTo(day + 1);
    }
}
