package io.tidemark.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final StringWriter out = new StringWriter();

    @Test
    void onATerminalABarShowsTheShareOfTheFileThatWasRead() throws IOException {
        var progress = new Progress(new PrintWriter(out), true, 200);
        progress.counting(new ByteArrayInputStream(new byte[100])).readAllBytes();
        progress.signal();
        progress.show(true);
        assertThat(out.toString()).contains("\r[###############---------------] 50 %  1 signals");
    }

    @Test
    void elsewhereThereAreNoMoreThanAFewPlainLines() {
        var progress = new Progress(new PrintWriter(out), false, -1);
        progress.signal();
        progress.show(true);
        assertThat(out.toString()).isEmpty();
    }
}
