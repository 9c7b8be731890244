package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.testing.Program;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramIT {

    private static final Pattern HEALTH = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/health/ready");

    @TempDir
    Path directory;

    @Test
    void servesOnItsOwnServersAndStopsInOrderWhenAsked() throws Exception {
        for (String signal : new String[]{"TERM", "INT"}) {
            try (var program = serve()) {
                program.awaitLine("/health/ready");
                String health = program.find(HEALTH);
                var answer = HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(health)).build(), BodyHandlers.ofString());
                assertThat(answer.statusCode()).isEqualTo(200);
                program.signal(signal);
                program.awaitEnd();
                assertThat(program.text()).contains("Stopping", "Stopped.").doesNotContain("Could not", "\tat ");
                assertThat(serversIn(directory)).isZero();
            }
        }
    }

    @Test
    void secondProgramOnTheSameDirectoryEndsWithOneMessage() throws Exception {
        try (var first = serve()) {
            first.awaitLine("Ready after");
            try (var second = serve()) {
                assertThat(second.awaitEnd()).isEqualTo(1);
                assertThat(second.text()).contains("in use by another Tidemark", "pid " + first.pid()).doesNotContain("\tat ");
            }
            first.signal("TERM");
            first.awaitEnd();
        }
    }

    @Test
    void demoEndsWithTheProcessThatStartedIt() throws Exception {
        try (var shell = Program.inShell("demo", "--http-port", "0", "--ops-port", "0", "--data-dir", directory.toString())) {
            shell.awaitLine("Ready after");
            assertThat(serversIn(directory)).isPositive();
            shell.kill();
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> serversIn(directory) == 0);
        }
    }

    @AfterEach
    void endWhatAFailedTestLeft() {
        serversOf(directory).forEach(ProcessHandle::destroyForcibly);
    }

    private Program serve() throws Exception {
        return Program.start("serve", "--bind", "127.0.0.1", "--http-port", "0", "--ops-port", "0", "--data-dir", directory.toString());
    }

    private static long serversIn(Path directory) {
        return serversOf(directory).count();
    }

    private static Stream<ProcessHandle> serversOf(Path directory) {
        return ProcessHandle.allProcesses().filter(process -> process.info().command().orElse("").startsWith(directory.toString()));
    }
}
