package io.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.log.EntryId;
import io.tidemark.log.Scope;
import io.tidemark.log.StreamId;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenStreamTest {

    private final OpenStream stream = new OpenStream(new StreamId("acme", "acme", "sfu"), 0, new Scope("acme", "acme"), 90);

    @BeforeEach
    void open() {
        stream.opened(new EntryId(1, 0), 0);
    }

    @Test
    void whatIsNotDurableForHoursTakesBoundedRoomAndIsDurableInTheEnd() {
        int frames = 5 * OpenStream.MOST_PLACES;
        for (int seq = 1; seq <= frames; seq++)
            stream.logged(seq, new EntryId(1 + seq, 0));
        assertThat(stream.placesNotDurable()).isLessThanOrEqualTo(OpenStream.MOST_PLACES);
        stream.durableUpTo(new EntryId(frames, 0));
        assertThat(ack().getLong("durable")).isBetween(1L, frames - 1L);
        stream.durableUpTo(new EntryId(1 + frames, 0));
        assertThat(ack().getLong("durable")).isEqualTo(frames);
        assertThat(stream.awaitsDurability()).isFalse();
    }

    @Test
    void anAckThatIsOwedIsSaidOnceThoughNothingHasMoved() {
        stream.durableUpTo(new EntryId(1, 0));
        stream.oweAck();
        assertThat(new JsonObject(stream.ackAgain()).getLong("seq")).isZero();
        assertThat(ack().getLong("seq")).isZero();
        assertThat(stream.takeAck()).isNull();
    }

    private JsonObject ack() {
        return new JsonObject(String.valueOf(stream.takeAck()));
    }
}
