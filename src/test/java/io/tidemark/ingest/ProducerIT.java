package io.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.log.Item;
import io.tidemark.log.StreamId;
import io.tidemark.producer.Producer;
import io.tidemark.producer.ProducerListener;
import io.tidemark.producer.ProducerOptions;
import io.tidemark.signal.Signal.Leave;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The producer that we ship and this server, over a log that forgets, loses writes and falls silent.
class ProducerIT {

    private static final StreamId STREAM = new StreamId("acme", "acme", "sfu");
    private static final int SIGNALS = 2_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatTheProducerSaidStandsInTheLogOnceAndInOrder(long seed) throws Exception {
        var random = new Random(seed);
        try (var server = new IngestServer()) {
            var options = ProducerOptions.of(URI.create("ws://127.0.0.1:" + server.port()), "acme-key", "sfu")
                    .withAccounts(List.of("acme"));
            var producer = Producer.start(server.vertx, options, ProducerListener.NONE);
            for (int i = 0; i < SIGNALS; i++) {
                producer.send(new JsonObject().put("type", "leave").put("session", "s-" + i));
                if (random.nextInt(100) == 0)
                    befall(server.log, random);
                if (random.nextInt(20) == 0)
                    TimeUnit.MILLISECONDS.sleep(1);
            }
            server.log.answer();
            IngestServer.await(producer.flush());
            assertThat(sessions(server.log)).as("seed " + seed)
                    .containsExactlyElementsOf(IntStream.range(0, SIGNALS).mapToObj(i -> "s-" + i).toList());
            IngestServer.await(producer.close());
        }
    }

    private static void befall(LogModel log, Random random) {
        switch (random.nextInt(4)) {
            case 0 -> log.goBack(STREAM, log.items(Item.Frame.class).stream().mapToLong(Item.Frame::sequence).max().orElse(0) / 2);
            case 1 -> log.forgetStreams();
            case 2 -> log.fallSilent();
            default -> log.answer();
        }
    }

    private static List<String> sessions(LogModel log) {
        return log.items(Item.Frame.class).stream().flatMap(frame -> frame.signals().stream())
                .map(numbered -> ((Leave) numbered.signal()).session()).toList();
    }
}
