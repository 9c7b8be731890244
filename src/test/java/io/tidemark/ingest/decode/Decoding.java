package io.tidemark.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.signal.Signal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// Decodes text as if it had been read at noon of one day.
final class Decoding {

    static final long NOW = Instant.parse("2026-11-21T12:00:00Z").toEpochMilli();

    private static final MessageDecoder DECODER = new MessageDecoder();

    private Decoding() {}

    static Message message(String json) {
        return message(json.getBytes(StandardCharsets.UTF_8));
    }

    static Message message(byte[] bytes) {
        return DECODER.decode(bytes, bytes.length, Reading.at(NOW));
    }

    static Batch plain(String json) {
        assertThat(message(json)).isInstanceOf(Message.Plain.class);
        return ((Message.Plain) message(json)).batch();
    }

    static Signal signal(String json) {
        Batch batch = plain(json);
        assertThat(batch.rejections()).isEmpty();
        return batch.signals().getFirst().signal();
    }

    static Rejection rejection(String json) {
        return switch (message(json)) {
            case Message.Plain(var batch) -> batch.rejections().getFirst();
            case Message.Frame(_, _, var batch) -> batch.rejections().getFirst();
            case Message.Snapshot(_, _, _, _, var batch) -> batch.rejections().getFirst();
            case Message.Refused(_, _, var rejection) -> rejection;
            case Message.Malformed(var rejection) -> rejection;
            case Message.Hello _ -> throw new AssertionError("a hello is no rejection");
        };
    }
}
