package io.tidemark.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.testing.AckingServer;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class DemoPlatformTest {

    @Test
    void tellsBothMastersOverTheRealProtocolAndEndsWhatItBegan() {
        var vertx = Vertx.vertx();
        try (var server = new AckingServer()) {
            var platform = DemoPlatform.start(vertx, server.uri(), "key", 1);
            long before = System.currentTimeMillis();
            await().atMost(Duration.ofSeconds(30)).until(() -> server.signals.size() > 400);
            platform.close().await();
            assertThat(server.hellos.getFirst().getJsonArray("accounts")).containsExactly("acme", "globex");
            assertThat(server.signals).extracting(signal -> signal.getString("stream")).contains("acme", "globex");
            assertThat(server.signals).allSatisfy(signal -> assertThat(signal.getLong("at")).isBetween(before - 60_000, System
                    .currentTimeMillis() + 1_000));
            var live = new HashSet<String>();
            var events = new HashSet<String>();
            for (var signal : server.signals) {
                if ("join".equals(signal.getString("type")) && "vod".equals(signal.getString("kind")))
                    live.add(signal.getString("session"));
                if ("leave".equals(signal.getString("type"))) live.remove(signal.getString("session"));
                if ("started".equals(signal.getString("state"))) events.add(signal.getString("event"));
                if ("ended".equals(signal.getString("state"))) events.remove(signal.getString("event"));
            }
            assertThat(live).isEmpty();
            assertThat(events).isEmpty();
            assertThat(platform.counters().acked()).isEqualTo(platform.counters().frames());
        } finally {
            vertx.close().await();
        }
    }
}
