package io.tidemark.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedIdTest {

    @ParameterizedTest
    @ValueSource(strings = {"0123456789abcdef0123456789abcdef", "ffffffffffffffffffffffffffffffff", "00000000000000000000000000000000"})
    void hexadecimalIdsTakeSeventeenBytes(String id) {
        assertThat(new Packer().id(id).take()).hasSize(17);
        assertThat(back(id)).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "0123456789ABCDEF0123456789abcdef", "0123456789abcdef0123456789abcde", "0123456789abcdef0123456789abcdef0",
            "0123456789abcdef0123456789abcdeg", "6fa459ea-ee8a-3ca4-894e-db77e160355e", "\ud83d\ude000123456789abcdef0123456789abcd",
            "\u00e9123456789abcdef0123456789abcdef0", "gr\u00fc\u00dfe"})
    void allOtherIdsComeBackToo(String id) {
        assertThat(back(id)).isEqualTo(id);
    }

    private static String back(String id) {
        var in = new Unpacker(new Packer().id(id).unsigned(7).take());
        String read = in.id().toString();
        assertThat(in.unsigned()).isEqualTo(7);
        return read;
    }
}
