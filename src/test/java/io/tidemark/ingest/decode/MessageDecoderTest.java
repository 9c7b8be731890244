package io.tidemark.ingest.decode;

import static io.tidemark.ingest.decode.Decoding.NOW;
import static io.tidemark.ingest.decode.Decoding.message;
import static io.tidemark.ingest.decode.Decoding.plain;
import static io.tidemark.ingest.decode.Decoding.rejection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tidemark.ingest.decode.Message.Frame;
import io.tidemark.ingest.decode.Message.Hello;
import io.tidemark.ingest.decode.Message.Malformed;
import io.tidemark.ingest.decode.Message.Snapshot;
import io.tidemark.log.Numbered;
import io.tidemark.signal.Signal.Heartbeat;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageDecoderTest {

    private static final String BEAT = "{\"type\":\"heartbeat\",\"session\":\"s\"}";

    @Test
    void aBadSignalNeverCostsItsNeighbours() {
        Batch batch = plain("[" + BEAT + ",7,{\"type\":\"leave\"},{\"type\":\"alive\"}," + BEAT + "]");
        assertThat(batch.signals()).containsExactly(new Numbered(0, Heartbeat.of(null, NOW, "s")),
                new Numbered(4, Heartbeat.of(null, NOW, "s")));
        assertThat(batch.rejections()).extracting(Rejection::index, Rejection::code).containsExactly(
                tuple(1, RejectionCode.NOT_A_SIGNAL),
                tuple(2, RejectionCode.MISSING_FIELD));
        assertThat(batch.alive()).isTrue();
    }

    @Test
    void aFrameMaySayItsNumberLast() {
        assertThat(message("{\"signals\":[" + BEAT + "],\"seq\":17,\"account\":\"acme\"}")).isEqualTo(
                new Frame("acme", 17, new Batch(List.of(new Numbered(0, Heartbeat.of(null, NOW, "s"))), List.of(), false)));
    }

    @Test
    void aSnapshotHoldsJoinsOnly() {
        var snapshot = (Snapshot) message("{\"type\":\"snapshot\",\"seq\":0,\"part\":1,\"last\":true,\"sessions\":[" + BEAT
                + ",{\"type\":\"join\",\"session\":\"s\",\"event\":\"e\",\"kind\":\"call\",\"role\":\"speaker\"}]}");
        assertThat(snapshot.last()).isTrue();
        assertThat(snapshot.batch().signals()).extracting(Numbered::index).containsExactly(1);
        assertThat(snapshot.batch().rejections()).extracting(Rejection::code).containsExactly(RejectionCode.MISPLACED);
    }

    @Test
    void aHelloNamesProducerIncarnationAndMasters() {
        assertThat(
                message("""
                        {"type":"hello","producer":"sfu-1","incarnation":"x","accounts":["acme","beta","acme"],"timeout":30,"now":1795262400000}"""))
                .isEqualTo(new Hello("sfu-1", "x", List.of("acme", "beta"), 30, 1795262400000L));
        assertThat(message("{\"type\":\"hello\",\"producer\":\"sfu-1\",\"incarnation\":\"x\"}"))
                .isEqualTo(new Hello("sfu-1", "x", List.of(), 0, null));
    }

    @Test
    void aThousandSignalsAreTakenAndOneMoreIsNot() {
        String thousand = (BEAT + ",").repeat(999) + BEAT;
        assertThat(plain("[" + thousand + "]").signals()).hasSize(1000);
        assertThat(rejection("[" + thousand + ",7]")).isEqualTo(BatchReader.tooMany());
        assertThat(message("{\"account\":\"acme\",\"seq\":3,\"signals\":[" + thousand + "," + BEAT + "]}"))
                .isEqualTo(new Frame("acme", 3, BatchReader.nothing(BatchReader.tooMany())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "nonsense", "{", "{\"type\":\"alive\"}}", "{\"type\":\"alive\"}{}", "[{\"type\":\"alive\"}",
            "\"alive\"", "17",
            "null", "{'type':'alive'}", "{\"type\":\"alive\",}", "[1,]", "{\"a\":NaN}", "{\"a\":01}", "{\"a\":\"\u0001\"}",
            "{\"a\":\"\\x\"}", "/**/[]",
            "{\"type\":\"alive\"}\u0000"})
    void whatIsNotJsonIsMalformed(String text) {
        assertThat(message(text)).isInstanceOf(Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE", "UTF-16"})
    void anotherEncodingIsMalformed(String charset) throws Exception {
        assertThat(message(BEAT.getBytes(charset))).isInstanceOf(Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"c080", "c1bf", "80", "e08080", "eda080", "f0808080", "f4908080", "f5808080", "ff", "e282", "c3"})
    void bytesThatAreNotUtf8AreMalformed(String hex) {
        byte[] bad = HexFormat.of().parseHex(hex);
        byte[] head = "{\"type\":\"heartbeat\",\"session\":\"0123456789".getBytes(StandardCharsets.UTF_8);
        byte[] tail = "\"}".getBytes(StandardCharsets.UTF_8);
        var message = ByteBuffer.allocate(head.length + bad.length + tail.length).put(head).put(bad).put(tail).array();
        assertThat(message(message)).isEqualTo(
                new Malformed(Rejection.whole(RejectionCode.MALFORMED, "the message must be UTF-8; it is not")));
    }

    @Test
    void nestingIsBounded() {
        assertThat(message("{\"type\":\"alive\",\"x\":" + "[".repeat(15) + "]".repeat(15) + "}")).isInstanceOf(Message.Plain.class);
        assertThat(message("{\"type\":\"alive\",\"x\":" + "[".repeat(16) + "]".repeat(16) + "}")).isInstanceOf(Malformed.class);
        assertThat(message("[".repeat(100_000))).isInstanceOf(Malformed.class);
    }

    @Test
    void noBytesBreakIt() {
        var random = new Random(20261121);
        byte[] seed = ("[{\"type\":\"join\",\"session\":\"s\",\"event\":\"e\",\"kind\":\"call\",\"role\":\"speaker\",\"at\":\"2026-11-21T11:59:00Z\","
                + "\"timeout\":30,\"duration\":1.5e2,\"title\":\"ü\"}," + BEAT + "]").getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = seed.clone();
            for (int change = random.nextInt(4); change >= 0; change--)
                bytes[random.nextInt(
                        bytes.length)] = (byte) (random.nextBoolean() ? random.nextInt(256) : "{}[]\",:0-9e\\u".charAt(random.nextInt(13)));
            assertThat(message(bytes)).isNotNull();
        }
    }

    @Test
    void aForeignThreadIsRefused() {
        var decoder = CompletableFuture.supplyAsync(MessageDecoder::new).join();
        byte[] beat = BEAT.getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> decoder.decode(beat, beat.length, Reading.at(NOW))).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(Thread.currentThread().getName());
    }
}
