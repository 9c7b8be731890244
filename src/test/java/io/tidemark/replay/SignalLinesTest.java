package io.tidemark.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignalLinesTest {
    private final List<String> heard = new ArrayList<>();

    private void read(byte[] bytes) throws IOException, InterruptedException {
        SignalLines.read(new ByteArrayInputStream(bytes), (signal, line) -> heard.add(line + " " + signal.getString("type")), (line,
                reason) -> heard.add(line + " ! " + reason));
    }

    private void read(String text) throws IOException, InterruptedException {
        read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void eachLineIsASignalAndEmptyOnesArePassedOver() throws IOException, InterruptedException {
        read("\uFEFF{\"type\":\"join\"}\r\n\n  \n{\"type\":\"leave\"}");
        assertThat(heard).containsExactly("1 join", "4 leave");
    }

    @Test
    void badLinesAreReportedWithTheirNumberAndTheirNeighboursAreUnharmed() throws IOException, InterruptedException {
        read("nonsense\n{\"type\":\"join\"}\n[]\n{\"type\":3}\n{}\n{\"type\":\"leave\"}\n");
        assertThat(heard).containsExactly("1 ! not a JSON object", "2 join", "3 ! not a JSON object", "4 ! no signal: it has no type",
                "5 ! no signal: it has no type", "6 leave");
    }

    @Test
    void whatIsNotUtf8OrTooLongIsReported() throws IOException, InterruptedException {
        read(new byte[]{'{', (byte) 0xC3, '}', '\n'});
        read("x".repeat(300_000) + "\n{\"type\":\"join\"}");
        assertThat(heard).containsExactly("1 ! not UTF-8", "1 ! longer than 256 KiB", "2 join");
    }

    @Test
    void whatASenderSaysAboutItselfIsLeftOut() throws IOException, InterruptedException {
        read("{\"type\":\"hello\"}\n{\"type\":\"alive\"}\n{\"type\":\"usage\"}");
        assertThat(heard).containsExactly("3 usage");
    }
}
