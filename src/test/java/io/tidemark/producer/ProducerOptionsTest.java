package io.tidemark.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProducerOptionsTest {
    private final ProducerOptions plain = ProducerOptions.of(URI.create("ws://localhost:8080"), "secret", "sfu-1");

    @Test
    void eachChangeLeavesTheRestAsItWas() {
        var changed = plain.withTimeout(Duration.ofSeconds(1)).withSilence(Duration.ofSeconds(2)).withAccounts(List.of("acme"))
                .withBounds(3, Duration.ofSeconds(4), 5).withClock(() -> 6).withServers(List.of(URI.create("wss://example")));
        assertThat(changed.timeout()).hasSeconds(1);
        assertThat(changed.silence()).hasSeconds(2);
        assertThat(changed.accounts()).containsExactly("acme");
        assertThat(changed.queue()).isEqualTo(3);
        assertThat(changed.keep()).hasSeconds(4);
        assertThat(changed.keepSignals()).isEqualTo(5);
        assertThat(changed.clock().getAsLong()).isEqualTo(6);
        assertThat(changed.servers()).containsExactly(URI.create("wss://example"));
        assertThat(changed.key()).isEqualTo("secret");
        assertThat(changed.name()).isEqualTo("sfu-1");
        assertThat(changed.incarnation()).isEqualTo(plain.incarnation());
    }

    @Test
    void eachStartIsAnIncarnationOfItsOwn() {
        assertThat(ProducerOptions.of(URI.create("ws://localhost"), "k", "n").incarnation()).isNotEqualTo(plain.incarnation());
    }

    @Test
    void aServerIsAWebSocketAddress() {
        assertThatThrownBy(() -> ProducerOptions.of(URI.create("http://localhost"), "k", "n")).hasMessageContaining("ws://host:port");
    }

    @Test
    void theKeyIsInNoText() {
        assertThat(plain.toString()).doesNotContain("secret");
    }
}
