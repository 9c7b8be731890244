package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.settings.Key;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineInterfaceTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path directory;

    @Test
    void helpNamesEveryCommand() {
        assertThat(run(neverOpened(), "--help")).isZero();
        assertThat(out.toString()).contains("serve", "demo", "check-config", "tidemark demo");
    }

    @Test
    void versionIsTheBuilds() {
        assertThat(run(neverOpened(), "--version")).isZero();
        assertThat(out.toString()).contains("tidemark " + Version.current()).doesNotContain("${", "unknown");
    }

    @ParameterizedTest
    @EnumSource(Key.class)
    void helpOfServeTellsEachSetting(Key key) {
        assertThat(run(neverOpened(), "serve", "--help")).isZero();
        assertThat(out.toString()).contains(key.flag());
    }

    @Test
    void withoutACommandTheUsageIsShown() {
        assertThat(run(neverOpened())).isEqualTo(2);
        assertThat(err.toString()).contains("name a command", "Usage: tidemark");
    }

    @Test
    void unknownFlagIsRefusedWithASuggestion() {
        assertThat(run(neverOpened(), "serve", "--htp-port", "1")).isEqualTo(2);
        assertThat(err.toString()).contains("--http-port");
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "demo", "check-config"})
    void wrongSettingIsToldAndNothingIsOpened(String command) {
        assertThat(run(neverOpened(), command, "--http-port", "-1", "--data-dir", directory.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("The settings are wrong", "--http-port = -1").doesNotContain("\tat ");
    }

    @Test
    void secretHasNoFlagOfItsOwn() {
        assertThat(run(neverOpened(), "check-config", "--bootstrap-key", "hidden")).isEqualTo(2);
    }

    @Test
    void checkConfigMasksSecretsAndSaysWhereTheyCameFrom() throws Exception {
        Path key = Files.writeString(directory.resolve("key"), "a-long-secret-0123456789");
        Path file = Files.writeString(directory.resolve("t.yaml"), "zone: Europe/Berlin\n");
        assertThat(run(neverOpened(), "check-config", "--bootstrap-key-file", key.toString(), "--config", file.toString())).isZero();
        assertThat(out.toString().lines()).anyMatch(line -> line.matches("TIDEMARK_BOOTSTRAP_KEY +\\*\\*\\*\\* .*--bootstrap-key-file.*"))
                .anyMatch(line -> line.matches("TIDEMARK_ZONE +Europe/Berlin +file .*t.yaml"))
                .anyMatch(line -> line.matches("TIDEMARK_SHARDS +16 +default"));
        assertThat(out.toString()).doesNotContain("a-long-secret");
    }

    @Test
    void failedStartIsOneSentence() {
        Starter failing = _ -> {
            throw new ExecutionException(new BindException("Address already in use: /127.0.0.1:8080"));
        };
        assertThat(run(failing, "serve")).isEqualTo(1);
        assertThat(err.toString()).contains("8080", "--http-port").doesNotContain("\tat ");
    }

    @Test
    void verboseShowsWhereItFailed() {
        Starter failing = _ -> {
            throw new IllegalStateException("broken on purpose");
        };
        assertThat(run(failing, "serve", "--verbose")).isEqualTo(1);
        assertThat(err.toString()).contains("broken on purpose", "\tat ");
    }

    @Test
    void demoHasItsOwnDirectoryItsOwnKeyAndListensHere() {
        var keys = new ArrayList<String>();
        Starter looking = settings -> {
            assertThat(settings.dataDir()).isEqualTo(directory.resolve("demo"));
            assertThat(settings.http().bind()).isEqualTo("127.0.0.1");
            keys.add(settings.bootstrapKey().orElseThrow().revealed());
            throw new IllegalStateException("seen");
        };
        run(looking, "demo", "--data-dir", directory.toString());
        run(looking, "demo", "--data-dir", directory.toString());
        assertThat(err.toString()).contains("seen");
        assertThat(keys).hasSize(2).containsOnly(keys.getFirst());
    }

    private int run(Starter starter, String... arguments) {
        return CommandLineInterface.of(starter, starter).setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private static Starter neverOpened() {
        return _ -> {
            throw new AssertionError("must not be opened");
        };
    }
}
