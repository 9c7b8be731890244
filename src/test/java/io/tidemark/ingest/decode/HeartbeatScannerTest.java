package io.tidemark.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The scanner and the parser understand the same, or the scanner understands nothing.
class HeartbeatScannerTest {

    private static final long NOW = 1_790_000_000_000L;
    private static final Reading READING = new Reading(NOW, -1_500);
    private static final int MESSAGES = 20_000;

    private final MessageDecoder decoder = new MessageDecoder();
    private final HeartbeatScanner scanner = new HeartbeatScanner();

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\":\"heartbeat\",\"session\":\"0123456789abcdef0123456789abcdef\"}",
            "[{\"session\":\"s\",\"type\":\"heartbeat\"} , {\"type\":\"heartbeat\",\"at\":1790000000000,\"session\":\"t\",\"account\":\"a/b\"}]"})
    void readsPlainHeartbeats(String message) {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        assertThat(scanner.scan(bytes, bytes.length, READING)).isNotNull();
        assertThat(decoder.decode(bytes, bytes.length, READING)).isEqualTo(decoder.parse(bytes, bytes.length, READING));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "[{}]", "{\"type\":\"heartbeat\"}", "{\"type\":\"heartbeat\",\"session\":\"s\",}",
            "{\"type\":\"heartbeat\",\"session\":\"s\"} x", "[{\"type\":\"heartbeat\",\"session\":\"s\"},]",
            "{\"type\":\"heartbeat\",\"session\":\"\\u0041\"}", "{\"type\":\"heartbeat\",\"session\":\"s\",\"at\":012}",
            "{\"type\":\"heartbeat\",\"session\":\"s\",\"at\":1790000000000.5}", "{\"type\":\"heartbeat\",\"session\":\"s\",\"at\":1}",
            "{\"type\":\"heartbeat\",\"session\":\"s\",\"session\":\"s\"}", "{\"type\":\"leave\",\"session\":\"s\"}",
            "{\"type\":\"heartbeat\",\"session\":\"s\",\"state\":\"playing\"}", "{\"type\":\"heartbeat\",\"session\":\"gr\u00fc\u00dfe\"}"})
    void leavesAllElseToTheParser(String message) {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        assertThat(scanner.scan(bytes, bytes.length, READING)).isNull();
    }

    @Test
    void anEmptyAccountIsNoneAlsoAtFirst() {
        byte[] bytes = "{\"type\":\"heartbeat\",\"session\":\"s\",\"account\":\"\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(new HeartbeatScanner().scan(bytes, bytes.length, READING)).isNull();
    }

    @Test
    void leavesTooManyToTheParser() {
        String message = IntStream.rangeClosed(0, MessageDecoder.MOST_SIGNALS)
                .mapToObj(i -> "{\"type\":\"heartbeat\",\"session\":\"s" + i + "\"}").collect(Collectors.joining(",", "[", "]"));
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        assertThat(scanner.scan(bytes, bytes.length, READING)).isNull();
    }

    @RepeatedTest(3)
    void understandsWhatTheParserUnderstands() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        int scanned = 0;
        for (int i = 0; i < MESSAGES; i++) {
            byte[] bytes = damaged(message(random), random);
            var heartbeats = scanner.scan(bytes, bytes.length, READING);
            if (heartbeats == null)
                continue;
            scanned++;
            assertThat(new Message.Plain(new Batch(heartbeats, java.util.List.of(), false)))
                    .as("seed %d: %s", seed, new String(bytes, StandardCharsets.ISO_8859_1))
                    .isEqualTo(decoder.parse(bytes, bytes.length, READING));
        }
        assertThat(scanned).as("seed %d", seed).isGreaterThan(MESSAGES / 50);
    }

    private static String message(Random random) {
        if (random.nextInt(3) == 0)
            return heartbeat(random);
        if (random.nextInt(3) == 0) {
            var same = heartbeat(random);
            return IntStream.rangeClosed(0, random.nextInt(5))
                    .mapToObj(_ -> same.replace("abcdef\"", one(random, "abcdef\"", "fedcba\"", "000000\"", "abcdeF\"", "abcde\"")))
                    .collect(Collectors.joining(one(random, ",", ",", ", "), "[", "]"));
        }
        return IntStream.rangeClosed(0, random.nextInt(5)).mapToObj(_ -> heartbeat(random))
                .collect(Collectors.joining(one(random, ",", " ,", ",\n"), one(random, "[", "[ "), one(random, "]", "\t]", "] ")));
    }

    private static String heartbeat(Random random) {
        var fields = new java.util.ArrayList<String>();
        fields.add("\"type\":" + one(random, "\"heartbeat\"", "\"heartbeat\"", "\"heartbeat\"", "\"leave\"", "1"));
        fields.add("\"session\"" + one(random, ":", ": ") + one(random, "\"0123456789abcdef0123456789abcdef\"", "\"s-1\"", "\"a b\"",
                "\"" + "x".repeat(120 + random.nextInt(16)) + "\"", "\"0123456789ABCDEF0123456789abcdef\"", "7"));
        if (random.nextBoolean())
            fields.add("\"at\":" + (NOW + random.nextLong(-200_000_000, 1_000_000)));
        if (random.nextBoolean())
            fields.add("\"account\":" + one(random, "\"acme\"", "\"acme/emea\"", "\"/acme\"", "\"acme/\"", "\"\"", "\"a b\"", "null"));
        if (random.nextInt(8) == 0)
            fields.add(one(random, "\"state\":\"playing\"", "\"what\":1", "\"at\":null", "\"bytes\":5"));
        java.util.Collections.shuffle(fields, random);
        return fields.stream().collect(Collectors.joining(one(random, ",", ", "), "{", one(random, "}", " }")));
    }

    /// Now and then a byte is another, or missing.
    private static byte[] damaged(String message, Random random) {
        byte[] bytes = message.getBytes(StandardCharsets.ISO_8859_1);
        if (random.nextInt(3) > 0)
            return bytes;
        int at = random.nextInt(bytes.length);
        if (random.nextBoolean())
            return java.util.Arrays.copyOf(bytes, at);
        bytes[at] = (byte) one(random, "\"", "{", "}", "[", "]", ",", ":", "\\", "\u0000", "\u007f", "\u00fc", "0", "-", "e", " ")
                .charAt(0);
        return bytes;
    }

    private static String one(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
