package io.tidemark.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisAddressTest {

    @Test
    void oneServerAClusterAndSentinelsAreToldApart() {
        assertThat(RedisAddress.parse("redis://localhost:6379").cluster()).isFalse();
        assertThat(RedisAddress.parse("redis://:secret@a:7000,b:7001,c:7002").cluster()).isTrue();
        assertThat(RedisAddress.parse("redis://:secret@a:7000,b:7001,c:7002").uris()).hasSize(3);
        var sentinels = RedisAddress.parse("redis-sentinel://a:26379,b:26379/0#main");
        assertThat(sentinels.cluster()).isFalse();
        assertThat(sentinels.uris().getFirst().getSentinels()).hasSize(2);
        assertThat(sentinels.uris().getFirst().getSentinelMasterId()).isEqualTo("main");
        assertThat(RedisAddress.parse("rediss://a").uris().getFirst().isSsl()).isTrue();
    }

    @Test
    void thePasswordIsNeverShown() {
        assertThat(RedisAddress.parse("redis://:secret@a:7000,b:7001").toString()).isEqualTo("a:7000,b:7001");
        assertThat(RedisAddress.parse("redis://user:secret@a").toString()).doesNotContain("secret");
        assertThatIllegalArgumentException().isThrownBy(() -> RedisAddress.parse("redis://:secret@a b"))
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("secret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost:6379", "http://localhost", "redis-sentinel://a:26379", "redis://"})
    void whatIsNoAddressIsRefused(String url) {
        assertThatIllegalArgumentException().isThrownBy(() -> RedisAddress.parse(url));
    }
}
