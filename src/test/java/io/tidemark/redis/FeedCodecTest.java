package io.tidemark.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidemark.log.EntryId;
import io.tidemark.log.Origin;
import io.tidemark.log.StreamId;
import io.tidemark.presence.Cell;
import io.tidemark.presence.Notice;
import io.tidemark.presence.Scene;
import io.tidemark.presence.Standing;
import io.tidemark.shard.FeedMessage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FeedCodecTest {

    @Test
    void whatWasToldIsHeard() {
        var origin = new Origin(-5, Long.MIN_VALUE);
        var stream = new StreamId("acme", "acme/emea", "sfu|1");
        var standing = new Standing("acme", "Europe/Berlin", 20_000, new int[Cell.COUNT], new int[Cell.COUNT], new long[Cell.COUNT], 5,
                new int[Cell.COUNT], new long[Cell.COUNT], 0);
        var scene = new Scene("acme", List.of(), Map.of("device", Map.of("tv", 3)), List.of());
        var message = new FeedMessage(7, new EntryId(1_763_719_200_123L, 4), new EntryId(1_763_719_200_124L, 0), List.of(standing),
                List.of(scene), List.of(new Notice.Rejected(origin, "acme", 17, 3, "kind_differs", "another kind", null),
                        new Notice.Lapsed(origin, stream), new Notice.Opened(origin, stream)));

        assertThat(FeedCodec.decode(FeedCodec.encode(message))).usingRecursiveComparison().isEqualTo(message);
    }

    @Test
    void anotherVersionIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> FeedCodec.decode(new byte[]{9, 1, 2}));
    }
}
