package io.tidemark.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {

    @ParameterizedTest
    @CsvSource({"Linux, amd64", "Linux, aarch64", "Mac OS X, x86_64", "Mac OS X, aarch64"})
    void serversForEveryPlatformWePromiseAreOnTheClassPath(String os, String arch) {
        Platform platform = Platform.of(os, arch);
        assertThat(PlatformTest.class.getResource("/" + platform.redis())).isNotNull();
        assertThat(platform.postgres()).anyMatch(name -> PlatformTest.class.getResource("/" + name) != null);
    }

    @ParameterizedTest
    @CsvSource({"Windows 11, amd64", "Linux, riscv64", "FreeBSD, amd64"})
    void elsewhereTheMessageSaysWhatToGive(String os, String arch) {
        assertThatThrownBy(() -> Platform.of(os, arch)).hasMessageContaining(os).hasMessageContaining(arch)
                .hasMessageContaining("TIDEMARK_REDIS_URL");
    }

    @Test
    void thisMachineIsOne() {
        assertThat(Platform.current().redis()).startsWith("redis-server-");
    }
}
