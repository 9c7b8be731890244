package io.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.log.EntryId;
import io.tidemark.log.Scope;
import io.tidemark.log.StreamId;
import io.tidemark.shard.Durable;
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
        stream.follow(new Durable(new EntryId(frames, 0), 0));
        assertThat(ack().getLong("durable")).isBetween(1L, frames - 1L);
        stream.follow(new Durable(new EntryId(1 + frames, 0), 0));
        assertThat(ack().getLong("durable")).isEqualTo(frames);
        assertThat(stream.awaitsDurability()).isFalse();
    }

    @Test
    void anAckThatIsOwedIsSaidOnceThoughNothingHasMoved() {
        stream.follow(new Durable(new EntryId(1, 0), 0));
        stream.oweAck();
        assertThat(new JsonObject(stream.ackAgain()).getLong("seq")).isZero();
        assertThat(ack().getLong("seq")).isZero();
        assertThat(stream.takeAck()).isNull();
    }

    @Test
    void onceTheLogHasGoneBackNothingIsDurableBeforeTheStreamIsOpenedAgain() {
        stream.logged(1, new EntryId(2, 0));
        assertThat(stream.follow(new Durable(new EntryId(9, 0), 1))).isFalse();
        stream.beginOpening(1);
        stream.logged(2, new EntryId(3, 0));
        assertThat(stream.follow(new Durable(new EntryId(9, 0), 1))).isTrue();
        assertThat(ack().getLong("durable")).isZero();
        stream.opened(new EntryId(10, 0), 1);
        assertThat(stream.follow(new Durable(new EntryId(9, 0), 1))).isTrue();
        assertThat(stream.takeAck()).isNull();
        assertThat(stream.follow(new Durable(new EntryId(10, 0), 1))).isTrue();
        assertThat(ack().getLong("durable")).isEqualTo(1);
    }

    private JsonObject ack() {
        return new JsonObject(String.valueOf(stream.takeAck()));
    }
}
