package io.tidemark.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class LiveSessionsTest {
    private final LiveSessions live = new LiveSessions();

    private void apply(JsonObject signal, long at) {
        live.apply(Item.of(signal, 0, at));
    }

    @Test
    void anUpdateReplacesGivenFactsKeepsAbsentOnesAndTheBeginning() {
        apply(Signals.join("s", "e").put("device", "tv").put("client", "web"), 10);
        apply(Signals.join("s", "e").put("role", "speaker").put("client", "app"), 20);
        assertThat(new JsonObject(live.join("s"))).isEqualTo(
                Signals.join("s", "e").put("role", "speaker").put("device", "tv").put("client", "app").put("at", 10));
    }

    @Test
    void aSessionThatReplacesAnotherEndsItAndIsRememberedWithoutSayingSo() {
        apply(Signals.join("old", "e"), 10);
        apply(Signals.join("new", "e").put("replaces", "old"), 20);
        assertThat(live.join("old")).isNull();
        assertThat(live.join("new")).isNotNull().doesNotContain("replaces");
    }

    @Test
    void aLiveSessionReplacesNobody() {
        apply(Signals.join("other", "e"), 10);
        apply(Signals.join("s", "e"), 10);
        apply(Signals.join("s", "e").put("replaces", "other"), 20);
        assertThat(live.size()).isEqualTo(2);
    }

    @Test
    void theEndOfAnEventEndsItsSessionsOnly() {
        apply(Signals.join("a", "e"), 1);
        apply(Signals.join("b", "e"), 1);
        apply(Signals.join("c", "f"), 1);
        apply(Signals.join("b", "f"), 2);
        apply(Signals.ended("e"), 3);
        assertThat(live.join("a")).isNull();
        assertThat(live.size()).isEqualTo(2);
    }

    @Test
    void partsHoldAtMostTheGivenNumberAndSize() {
        for (int i = 0; i < 25; i++) apply(Signals.join("s" + i, "e"), 1);
        assertThat(live.parts(10, 1 << 20)).hasSize(3).allSatisfy(part -> assertThat(part).hasSizeLessThanOrEqualTo(10));
        assertThat(live.parts(10, 250)).allSatisfy(part -> assertThat(String.join(",", part)).hasSizeLessThanOrEqualTo(250));
        assertThat(new LiveSessions().parts(10, 250)).hasSize(1);
    }
}
