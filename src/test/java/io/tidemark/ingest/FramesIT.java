package io.tidemark.ingest;

import static io.tidemark.ingest.RawSocket.CONTINUATION;
import static io.tidemark.ingest.RawSocket.PING;
import static io.tidemark.ingest.RawSocket.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.log.Item;
import io.tidemark.signal.Signal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What peers do to frames. Each time the node goes on, and a good peer is served.
class FramesIT {

    private static final IngestServer SERVER = new IngestServer();
    private static final byte[] BEAT = "{\"type\":\"heartbeat\",\"session\":\"sé\"}".getBytes(StandardCharsets.UTF_8);

    /// The close frame may be overtaken by the reset that follows bytes which nobody will read.
    private static final List<Integer> PROTOCOL_ERROR = List.of(1002, -1);

    private int before;

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @BeforeEach
    void count() {
        before = plains();
    }

    @Test
    void fragmentsArePutTogetherEvenWithinACharacter() throws IOException {
        try (var raw = RawSocket.upgraded(SERVER)) {
            int cut = new String(BEAT, StandardCharsets.ISO_8859_1).indexOf('Ã') + 1;
            raw.frame(TEXT, Arrays.copyOf(BEAT, cut)).frame(0x80 | PING, new byte[]{1}).frame(CONTINUATION, new byte[0])
                    .frame(0x80 | CONTINUATION, Arrays.copyOfRange(BEAT, cut, BEAT.length));
            await().until(() -> plains() == before + 1);
            var signal = SERVER.log.items(Item.Plain.class).getLast().signals().getFirst().signal();
            assertThat(signal).isEqualTo(Signal.Heartbeat.of(null, signal.at(), "sé"));
        }
    }

    @Test
    void invalidUtf8IsRejectedAndNotTakenForAnotherId() throws IOException {
        try (var raw = RawSocket.upgraded(SERVER)) {
            byte[] bad = BEAT.clone();
            bad[bad.length - 4] = (byte) 0xff;
            raw.frame(0x80 | TEXT, bad).frame(0x80 | TEXT, BEAT);
            await().until(() -> plains() == before + 1);
            assertThat(SERVER.metric("tidemark_ingest_signals_rejected", "malformed")).isPositive();
        }
    }

    @Test
    void aFragmentedMessageThatIsTooLargeIsClosedAndNotDropped() throws IOException {
        try (var raw = RawSocket.upgraded(SERVER)) {
            byte[] part = new byte[60_000];
            Arrays.fill(part, (byte) ' ');
            raw.frame(TEXT, part);
            for (int i = 0; i < 4; i++)
                raw.frame(CONTINUATION, part);
            assertThat(raw.closeCode()).isEqualTo(1009);
        }
    }

    @Test
    void aFrameThatIsTooLargeToBeReadIsToldSo() throws IOException {
        try (var raw = RawSocket.upgraded(SERVER)) {
            raw.write((byte) 0x81, (byte) 0xff, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 1, (byte) 0, (byte) 0, (byte) 0, (byte) 0,
                    (byte) 0, (byte) 0, (byte) 0);
            assertThat(raw.closeCode()).isEqualTo(1009);
        }
    }

    @Test
    void aLengthOfTwoToThe62CostsNothing() throws IOException {
        try (var raw = RawSocket.upgraded(SERVER)) {
            raw.write((byte) 0x81, (byte) 0xff, (byte) 0x40, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 0,
                    (byte) 0, (byte) 0, (byte) 0);
            assertThat(raw.closeCode()).isEqualTo(1009);
        }
    }

    @Test
    void anUnmaskedFrameIsAProtocolError() throws IOException {
        try (var raw = RawSocket.upgraded(SERVER)) {
            raw.write((byte) 0x81, (byte) 2, (byte) '{', (byte) '}');
            assertThat(raw.closeCode()).isIn(PROTOCOL_ERROR);
        }
    }

    @Test
    void aReservedOpcodeIsAProtocolError() throws IOException {
        try (var raw = RawSocket.upgraded(SERVER)) {
            raw.frame(0x80 | 5, BEAT);
            assertThat(raw.closeCode()).isIn(PROTOCOL_ERROR);
        }
    }

    @Test
    void aReservedBitIsAProtocolErrorSinceNothingWasNegotiated() throws IOException {
        try (var raw = RawSocket.upgraded(SERVER)) {
            raw.frame(0x80 | 0x40 | TEXT, BEAT);
            assertThat(raw.closeCode()).isIn(PROTOCOL_ERROR);
        }
    }

    @Test
    void aContinuationOfNothingIsAProtocolError() throws IOException {
        try (var raw = RawSocket.upgraded(SERVER)) {
            raw.frame(0x80 | CONTINUATION, BEAT);
            assertThat(raw.closeCode()).isIn(PROTOCOL_ERROR);
        }
    }

    @Test
    void aBinaryFrameWithinATextIsAProtocolError() throws IOException {
        try (var raw = RawSocket.upgraded(SERVER)) {
            raw.frame(TEXT, new byte[]{'{'}).frame(0x80 | 2, BEAT);
            assertThat(raw.closeCode()).isIn(PROTOCOL_ERROR);
        }
    }

    @Test
    void anEndWithoutCloseFrameIsTheLastSignOfLifeAndNoLeave() throws IOException {
        var finished = RawSocket.upgraded(SERVER);
        var reset = RawSocket.upgraded(SERVER);
        finished.frame(0x80 | TEXT, BEAT);
        reset.frame(0x80 | TEXT, BEAT);
        await().until(() -> plains() == before + 2);
        finished.close();
        reset.reset();
        await().until(() -> SERVER.metric("tidemark_ingest_sockets") == 0);
        assertThat(plains()).isEqualTo(before + 2);
    }

    private static int plains() {
        return SERVER.log.items(Item.Plain.class).size();
    }
}
