package io.tidemark.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.testing.AckingServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReplayCommandTest {
    private final AckingServer server = new AckingServer(signal -> !"party".equals(signal.getString("kind")));
    private final StringWriter err = new StringWriter();
    private final StringWriter out = new StringWriter();

    @TempDir
    private Path directory = Path.of("");

    @AfterEach
    void stop() {
        server.close();
    }

    private int run(Object command, String... arguments) {
        return new CommandLine(command).setErr(new PrintWriter(err)).setOut(new PrintWriter(out)).execute(arguments);
    }

    private int replay(String... arguments) {
        var all = Stream.concat(Stream.of("--server", server.uri().toString()), Stream.of(arguments)).toArray(String[]::new);
        return run(new ReplayCommand(Map.of("TIDEMARK_KEY", "from-env")), all);
    }

    private String file(String text) throws IOException {
        return Files.writeString(directory.resolve("signals.ndjson"), text).toString();
    }

    private String fixture() throws IOException {
        try (var in = ReplayCommandTest.class.getResourceAsStream("events.xml")) {
            Files.write(directory.resolve("events.xml"), in == null ? new byte[0] : in.readAllBytes());
        }
        return directory.resolve("events.xml").toString();
    }

    private static String join(int i) {
        return "{\"type\":\"join\",\"session\":\"s" + i
                + "\",\"event\":\"e\",\"kind\":\"meeting\",\"role\":\"speaker\",\"at\":1700000000000}";
    }

    @Test
    void everySignalOfTheFileArrivesOnceInOrderAndHappensNow() throws IOException {
        var text = IntStream.range(0, 5_000).mapToObj(ReplayCommandTest::join).collect(Collectors.joining("\n"));
        assertThat(replay("--speed", "max", "--account", "acme/emea", file(text))).isZero();
        var sessions = IntStream.range(0, 5_000).mapToObj(i -> "s" + i).toList();
        assertThat(server.signals).extracting(signal -> signal.getString("session")).containsExactlyElementsOf(sessions);
        assertThat(server.signals).allSatisfy(signal -> {
            assertThat(signal.getString("stream")).isEqualTo("acme");
            assertThat(signal.getString("account")).isEqualTo("acme/emea");
            assertThat(signal.getLong("at")).isGreaterThan(1_700_000_000_000L);
        });
        assertThat(server.keys).containsExactly("Bearer from-env");
        assertThat(err.toString()).contains("5,000 signals sent", "0 rejected").doesNotContain("from-env");
    }

    @Test
    void recordedInstantsAreKeptWhenAsked() throws IOException {
        assertThat(replay("--speed", "max", "--keep-times", "--account", "acme", file(join(1)))).isZero();
        assertThat(server.signals.getFirst().getLong("at")).isEqualTo(1_700_000_000_000L);
    }

    @Test
    void theFirstSignalsAccountDecidesWhichMasterIsOpenedAndOthersFollow() throws IOException {
        var text = "{\"type\":\"usage\",\"account\":\"acme/x\"}\n{\"type\":\"usage\",\"account\":\"globex\"}";
        assertThat(replay("--speed", "max", file(text))).isZero();
        assertThat(server.signals).extracting(signal -> signal.getString("stream")).containsExactlyInAnyOrder("acme", "globex");
    }

    @Test
    void withoutAnyAccountTheKeysOwnIsMeant() throws IOException {
        assertThat(replay("--speed", "max", file("{\"type\":\"usage\"}"))).isZero();
        assertThat(server.hellos.getFirst().containsKey("accounts")).isFalse();
        assertThat(server.signals).hasSize(1);
    }

    @Test
    void badLinesAndRejectionsAreNamedByTheirLineAndTheRestIsSent() throws IOException {
        var text = join(1) + "\nnonsense\n" + join(2).replace("meeting", "party") + "\n" + join(3);
        assertThat(replay("--speed", "max", "--account", "acme", file(text))).isEqualTo(1);
        assertThat(server.signals).hasSize(2);
        assertThat(err.toString()).contains("line 2: not a JSON object", "line 3: rejected, unacceptable: not here", "1 rejected",
                "1 lines left out");
    }

    @Test
    void theKeyMayComeFromAFile() throws IOException {
        Path key = Files.writeString(directory.resolve("key"), "from-file\n");
        assertThat(replay("--speed", "max", "--key-file", key.toString(), "--account", "acme", file(join(1)))).isZero();
        assertThat(server.keys).containsExactly("Bearer from-file");
    }

    @Test
    void wrongUsageIsSaidAndAnswered2() throws IOException {
        assertThat(run(new ReplayCommand(Map.of()), file(join(1)))).isEqualTo(2);
        assertThat(err.toString()).contains("no key: give --key-file, or set TIDEMARK_KEY");
        assertThat(replay("--speed", "slow", file(join(1)))).isEqualTo(2);
        assertThat(err.toString()).contains("--speed must be a number above 0, or max");
    }

    @Test
    void aMissingFileIsNamed() {
        assertThat(replay(directory.resolve("none").toString())).isEqualTo(3);
        assertThat(err.toString()).contains("none: no such file");
    }

    @Test
    void aRecordingIsImportedToTheServer() throws IOException {
        var command = new ImportBbbCommand(Map.of("TIDEMARK_KEY", "k"));
        assertThat(run(command, "--server", server.uri().toString(), "--account", "acme", "--speed", "max", fixture())).isZero();
        assertThat(server.signals).extracting(signal -> signal.getString("type")).containsExactly("event", "join", "join", "join", "leave",
                "join", "event");
    }

    @Test
    void aRecordingIsWrittenDownForReplay() throws IOException {
        Path target = directory.resolve("out.ndjson");
        assertThat(run(new ImportCommand(), "bbb", "--out", target.toString(), fixture(), fixture())).isZero();
        assertThat(Files.readAllLines(target)).hasSize(14);
        assertThat(replay("--speed", "max", "--account", "acme", target.toString())).isZero();
        assertThat(server.signals).hasSize(14);
        assertThat(run(new ImportCommand(), "bbb", "--out", "-", fixture())).isZero();
        assertThat(out.toString().lines()).hasSize(7);
    }
}
