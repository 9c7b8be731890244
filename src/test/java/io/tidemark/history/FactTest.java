package io.tidemark.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.log.EntryId;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FactTest {

    @Test
    void whatAllKindsHaveIsReadAndTheRestKept() {
        var text = "{\"kind\":\"usage\",\"origin\":\"usage|1\",\"account\":\"acme/emea\",\"at\":5,\"body\":{\"kind\":\"x\",\"at\":[1,{}]}}";
        var fact = read(text);
        assertThat(fact.kind()).isEqualTo("usage");
        assertThat(fact.master()).isEqualTo("acme");
        assertThat(fact.account()).isEqualTo("acme/emea");
        assertThat(fact.at()).isEqualTo(5);
        assertThat(fact.body()).isEqualTo(text);
        assertThat(fact.birth()).isNull();
    }

    @Test
    void theFactsOfAnEntryHavePlacesOfTheirOwn() {
        var entry = new FactStream.Entry(new EntryId(9, 2), "{\"a\":1}\n\n{\"b\":2}".getBytes(StandardCharsets.UTF_8));
        assertThat(entry.facts()).extracting(fact -> new String(fact.body(), StandardCharsets.UTF_8)).containsExactly("{\"a\":1}", "",
                "{\"b\":2}");
        assertThat(entry.facts()).extracting(FactStream.Entry::id).containsExactly(new EntryId(9, 128), new EntryId(9, 129),
                new EntryId(9, 130));
    }

    @Test
    void theFactOfAnAccountSaysItsZoneAndFirstSignal() {
        var text = "{\"kind\":\"account\",\"origin\":\"account|a\",\"account\":\"a\",\"at\":5,\"zone\":\"UTC\"";
        assertThat(read(text + "}").birth()).isEqualTo(new Fact.Birth("UTC", null));
        assertThat(read(text + ",\"firstSignal\":7}").birth()).isEqualTo(new Fact.Birth("UTC", 7L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "[]", "{", "{}", "nonsense", "{\"kind\":\"a\"}",
            "{\"kind\":\"a\",\"origin\":\"o\",\"account\":\"a\",\"at\":\"x\"}",
            "{\"kind\":\"a\",\"origin\":\"o\",\"account\":\"a b\",\"at\":1}",
            "{\"kind\":\"a\",\"origin\":\"o\",\"account\":\"a\",\"at\":1}{}",
            "{\"kind\":\"a\",\"origin\":\"o\",\"account\":\"a\",\"at\":99999999999999999999}"})
    void whatIsNoFactSaysWhy(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(IllegalArgumentException.class).message().isNotBlank();
    }

    private static Fact read(String text) {
        return Fact.read(new FactStream.Entry(new EntryId(1, 0), text.getBytes(StandardCharsets.UTF_8)));
    }
}
