package io.tidemark.presence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FieldsTest {

    private final Fields fields = new Fields();

    @Test
    void fieldsComeBackInTheirOrder() {
        var expected = IntStream.range(0, 20_000).mapToObj(i -> "name" + i + "=" + "v".repeat(i % 90)).toList();
        expected.forEach(field -> add(field.substring(0, field.indexOf('=')), field.substring(field.indexOf('=') + 1)));

        assertThat(fields.size()).isEqualTo(expected.size());
        assertThat(all()).isEqualTo(expected);
    }

    @Test
    void aNameIsThereOnce() {
        add("a", "1");
        add("b", "2");
        add("a", "3");

        assertThat(all()).containsExactly("a=1", "b=2");
    }

    @Test
    void aFieldMayBeLargerThanABlock() {
        add("a", "1");
        add("large", "x".repeat(1 << 20));
        add("b", "2");

        assertThat(all()).containsExactly("a=1", "large=" + "x".repeat(1 << 20), "b=2");
    }

    private void add(String name, String value) {
        fields.add(ByteBuffer.wrap(name.getBytes(UTF_8)), ByteBuffer.wrap(value.getBytes(UTF_8)));
    }

    private ArrayList<String> all() {
        var all = new ArrayList<String>();
        fields.forEach((name, value) -> all.add(name.rest() + '=' + value.rest()));
        return all;
    }
}
