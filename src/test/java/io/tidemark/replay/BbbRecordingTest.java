package io.tidemark.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class BbbRecordingTest {
    private static final long START = 1_700_000_000_000L;
    private final List<JsonObject> signals = new ArrayList<>();

    private void read(InputStream in) throws IOException, InterruptedException {
        BbbRecording.read(in, (signal, _) -> signals.add(signal));
    }

    private void read(String xml) throws IOException, InterruptedException {
        read(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private InputStream sample() {
        return Objects.requireNonNull(BbbRecordingTest.class.getResourceAsStream("events.xml"));
    }

    private List<String> told() {
        return signals.stream()
                .map(signal -> (signal.getLong("at") - START) + " " + (signal.containsKey("state")
                        ? signal.getString("state")
                        : signal.getString("type") + " " + signal.getString("session")))
                .toList();
    }

    @Test
    void voiceLeavesAreIgnoredReusedIdsAreNewSessionsAndAJoinOfSomebodyPresentIsAnUpdate() throws IOException, InterruptedException {
        read(sample());
        assertThat(told()).containsExactly("0 started", "1000 join w_ann-1700000001000", "2000 join w_bob-1700000002000",
                "4000 join w_ann-1700000001000", "5000 leave w_bob-1700000002000", "6000 join w_bob-1700000006000", "7000 ended");
    }

    @Test
    void rolesUsersAndTheMeetingAreTakenOver() throws IOException, InterruptedException {
        read(sample());
        assertThat(signals.get(1))
                .isEqualTo(new JsonObject().put("type", "join").put("session", "w_ann-1700000001000").put("event", "algebra-7")
                        .put("kind", "meeting").put("role", "moderator").put("user", "u-1").put("at", START + 1_000));
        assertThat(signals.get(2).getString("role")).isEqualTo("participant");
        assertThat(signals.get(2).getString("user")).isEqualTo("w_bob");
        assertThat(signals.getLast().getString("title")).isEqualTo("Algebra & more");
    }

    @Test
    void withoutANumberInTheMeetingsIdTheEventsOwnTimeTells() throws IOException, InterruptedException {
        read("""
                <recording meeting_id="plain"><meeting id="plain" externalId="" name=""/>
                <event timestamp="10" module="A" eventname="B"><timestampUTC>1700000000500</timestampUTC></event>
                <event timestamp="30" module="C" eventname="D"/></recording>""");
        assertThat(told()).containsExactly("500 started", "520 ended");
        assertThat(signals.getFirst().getString("event")).isEqualTo("plain");
    }

    @Test
    void aFileThatBreaksOffIsReadUpToThereItsMeetingEndedAndReportedWithItsLine() {
        assertThatThrownBy(() -> read("""
                <recording meeting_id="m-1700000000000"><meeting id="m-1700000000000" externalId="e" name="n"/>
                <event timestamp="10" module="PARTICIPANT" eventname="ParticipantJoinEvent"><userId>u</userId></event>
                <event timestamp="20" mod""")).isInstanceOf(IOException.class).hasMessageContaining("line 3");
        assertThat(told()).containsExactly("0 started", "0 join u-1700000000000", "0 ended");
    }

    @Test
    void whatIsNoRecordingIsRefused() {
        assertThatThrownBy(() -> read("<html/>")).isInstanceOf(IOException.class).hasMessageContaining("not a BigBlueButton recording");
        assertThatThrownBy(() -> read("nothing")).isInstanceOf(IOException.class).hasMessageContaining("line 1");
        assertThatThrownBy(() -> read(
                """
                        <recording meeting_id="m"><meeting id="m" externalId="e" name="n"/><event timestamp="10" module="A" eventname="B"/></recording>
                        """))
                .hasMessageContaining("nothing tells the time");
    }

    @Test
    void entitiesOfTheFileAreNotFollowed() {
        assertThatThrownBy(() -> read("""
                <!DOCTYPE recording [<!ENTITY x SYSTEM "file:///etc/passwd">]>
                <recording meeting_id="m-1700000000000"><meeting id="m" externalId="e" name="&x;"/></recording>""")).isInstanceOf(
                IOException.class);
    }

    @Test
    void aLongRecordingIsReadAsAStream() throws IOException, InterruptedException {
        var head = "<recording meeting_id='m-1700000000000'><meeting id='m-1700000000000' externalId='e' name='n'/>";
        var noise = "<event timestamp='%d' module='WHITEBOARD' eventname='Cursor'><text>a &amp; b &lt; c</text></event>";
        var xml = new StringBuilder(head);
        for (int i = 0; i < 60_000; i++) xml.append(noise.formatted(i));
        read(xml.append("</recording>").toString());
        assertThat(told()).containsExactly("0 started", "59999 ended");
    }
}
