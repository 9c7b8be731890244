package io.tidemark.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ConfigurationReferenceTest {

    @Test
    void everyKeyHasItsRowAndNoRowIsOfAnotherKey() throws IOException {
        List<String> rows = reference().lines().filter(line -> line.startsWith("| `TIDEMARK_")).toList();
        assertThat(rows).isEqualTo(Arrays.stream(Key.values()).map(ConfigurationReferenceTest::row).toList());
    }

    @Test
    void everyVariableThatIsNamedExists() throws IOException {
        var named = Pattern.compile("TIDEMARK_[A-Z_]+").matcher(reference()).results().map(found -> found.group()).toList();
        var known = Arrays.stream(Key.values()).flatMap(key -> List.of(key.variable(), key.fileVariable()).stream()).toList();
        assertThat(named).filteredOn(name -> !name.equals("TIDEMARK_CONFIG")).isSubsetOf(known);
    }

    private static String row(Key key) {
        String standard = key.standard().map(text -> text.isEmpty() ? "" : "`" + text + "`").orElse("");
        return "| `%s` | `%s` | `%s %s` | %s | %s |".formatted(key.variable(), key.entry(), key.flag(), key.placeholder(), standard,
                key.meaning());
    }

    private static String reference() throws IOException {
        try (var in = ConfigurationReferenceTest.class.getResourceAsStream("/docs/configuration.md")) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
